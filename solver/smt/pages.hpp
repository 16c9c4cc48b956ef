#pragma once
// Numbers by index, of which few differ from zero.

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace smt {

/// A vector of `T{}` in pages that are made when first written to: costs what is used, not what there might be.
template <class T> class Pages {
public:
    T& operator[](std::size_t index) {
        const std::size_t page = index / size;
        if (page >= pages_.size())
            pages_.resize(page + 1);
        if (!pages_[page])
            pages_[page] = std::make_unique<std::array<T, size>>();
        return (*pages_[page])[index % size];
    }
    T at(std::size_t index) const {
        const std::size_t page = index / size;
        return page < pages_.size() && pages_[page] ? (*pages_[page])[index % size] : T{};
    }

private:
    static constexpr std::size_t size = 1024;
    std::vector<std::unique_ptr<std::array<T, size>>> pages_;
};

} // namespace smt
