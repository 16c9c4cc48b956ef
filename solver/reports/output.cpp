// POSIX writes: every short write is continued, every error is seen, `close` included (that is where a full
// disk behind a network file system shows).
#include "solver/reports/output.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace reports {

std::string write_descriptor(int descriptor, std::string_view text) {
    while (!text.empty()) {
        ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return std::strerror(errno);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

namespace {

/// Opens, writes and closes; the first reason that something went wrong.
std::string write_through(const std::string& path, int flags, mode_t mode, std::string_view text) {
    int descriptor = ::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, mode);
    if (descriptor < 0)
        return std::strerror(errno);
    std::string fault = write_descriptor(descriptor, text);
    if (::close(descriptor) != 0 && fault.empty())
        fault = std::strerror(errno);
    return fault;
}

/// Through a temporary file beside `path`, which is no symbolic link.
std::string replace(const std::string& path, mode_t mode, std::string_view text) {
    std::string unfinished = fmt::format("{}.{}.unfinished", path, ::getpid());
    std::string fault = write_through(unfinished, O_CREAT | O_EXCL, mode, text);
    if (fault.empty() && ::rename(unfinished.c_str(), path.c_str()) != 0)
        fault = std::strerror(errno);
    if (!fault.empty())
        ::unlink(unfinished.c_str());
    return fault;
}

} // namespace

std::string write_file(const std::string& path, std::string_view text) {
    constexpr mode_t usual = 0666;
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return replace(path, usual, text);
    if (S_ISDIR(info.st_mode))
        return "it is a directory";
    if (!S_ISREG(info.st_mode))
        return write_through(path, 0, usual, text);
    std::error_code fault;
    std::string target = std::filesystem::canonical(path, fault);
    return fault ? fault.message() : replace(target, info.st_mode & 07777U, text);
}

} // namespace reports
