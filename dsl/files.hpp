#pragma once
// The files of one elaboration: each is read once, however often it is named.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace dsl {

/// Reads a file's text; nothing if it cannot, with the reason in `why`.
using Reader = std::function<std::optional<std::string>(const std::string& path, std::string& why)>;

class Files {
public:
    Files(Sources& sources, const Reader& read, Diagnostics& diagnostics)
        : sources_(sources), read_(read), diagnostics_(diagnostics) {}

    /// The file of this path; nothing, and an error with this code at `from`, if it cannot be read.
    std::optional<std::uint32_t> read(const std::string& path, Span from, std::string_view code,
                                      std::string_view hint);
    /// `written` as seen from the folder of the file `from`, without needless dots.
    static std::string beside(const std::string& from, const std::string& written);

private:
    Sources& sources_;
    const Reader& read_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::uint32_t> files_;
};

} // namespace dsl
