// The table of options, and CLI11 to split the words. Three habits of CLI11 2.1.2 are kept out: a positional
// swallows sub-commands (so each command has a parser of its own, chosen by the first word), an option of
// several values swallows what follows it (`allow_extra_args(false)`), and its exit codes are not ours (all
// become 2).
#include "solver/commands/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/reports/format.hpp"

namespace commands {

namespace {

/// Takes an option's value into the request; a complaint if it cannot, else nothing.
using Take = std::string (*)(const std::string& value, Request& request);

/// One option of one or more commands.
struct Option {
    std::string_view name;
    std::string_view value; ///< what stands behind it: `K`, `NAME`; empty: nothing
    std::string_view sentence;
    bool repeats = false;
    Take take;
};

std::string whole_number(const std::string& text, std::uint32_t least, std::uint32_t most,
                         std::uint32_t& number) {
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault == std::errc{} && end == text.data() + text.size() && number >= least && number <= most)
        return {};
    return fmt::format("give a whole number from {} to {}", least, most);
}

std::string take_failures(const std::string& value, Request& request) {
    return whole_number(value, 0, 1000, request.failures.emplace());
}

std::string take_jobs(const std::string& value, Request& request) {
    return whole_number(value, 1, 1024, request.jobs.emplace());
}

std::string take_timeout(const std::string& value, Request& request) {
    char* end = nullptr;
    request.timeout = std::strtod(value.c_str(), &end);
    bool whole = !value.empty() && *end == '\0' && std::isfinite(request.timeout) && request.timeout > 0;
    return whole ? "" : "give a number of seconds above 0";
}

std::string take_format(const std::string& value, Request& request) {
    std::size_t equals = std::min(value.find('='), value.size());
    Output output{value.substr(0, equals), value.substr(std::min(equals + 1, value.size()))};
    std::vector<std::string_view> known;
    for (const reports::Format& format : reports::formats())
        known.push_back(format.name);
    if (reports::find_format(output.format) == nullptr) {
        std::string hint = dsl::did_you_mean(output.format, known);
        return hint.empty() ? fmt::format("there is: {}", fmt::join(known, ", ")) : hint;
    }
    if (output.file.empty() && equals != value.size())
        return "name a file behind `=`";
    request.outputs.push_back(output);
    return {};
}

std::string take_dump(const std::string& value, Request& request) {
    if (value.starts_with("smt2=") && value.size() > 5)
        request.dump_smt2 = value.substr(5);
    else if (value == "ast" || value == "network")
        request.dump = value;
    else
        return "there is: ast, network, smt2=DIR";
    return {};
}

std::string take_colour(const std::string& value, Request& request) {
    if (value != "auto" && value != "always" && value != "never")
        return "there is: auto, always, never";
    request.colour = value == "always"  ? Colour::always
                     : value == "never" ? Colour::never
                                        : Colour::automatic;
    return {};
}

std::string take_port(const std::string& value, Request& request) {
    return whole_number(value, 1, 65535, request.port);
}

std::string take_source_port(const std::string& value, Request& request) {
    return whole_number(value, 1, 65535, request.source_port);
}

/// A text that is kept as it is; checked by the command.
template <std::string Request::*Member> std::string take_text(const std::string& value, Request& request) {
    request.*Member = value;
    return value.empty() ? "it is empty" : "";
}

template <std::vector<std::string> Request::*Member>
std::string take_texts(const std::string& value, Request& request) {
    (request.*Member).push_back(value);
    return value.empty() ? "it is empty" : "";
}

template <bool Request::*Member, bool Value> std::string take_flag(const std::string&, Request& request) {
    request.*Member = Value;
    return {};
}

const std::vector<Option>& options() {
    static const std::vector<Option> table{
        {"--property", "KIND|NAME", "only these: a kind, a name, a case, `observations`", true,
         take_texts<&Request::properties>},
        {"--failures", "K", "let up to K of the things that may fail be down", false, take_failures},
        {"--format", "text|json[=FILE]", "how to report, and where to; several are allowed", true,
         take_format},
        {"--timeout", "SECONDS", "give up on a question after that long: unknown", false, take_timeout},
        {"--jobs", "N", "questions answered at the same time; the default is one per core", false, take_jobs},
        {"--stats", "", "sizes, times and what is not modelled", false,
         take_flag<&Request::statistics, true>},
        {"--dump", "ast|network|smt2=DIR", "print what was read and stop; or write the queries to DIR", false,
         take_dump},
        {"--no-convergence", "", "do not check that every failure leaves a stable state", false,
         take_flag<&Request::convergence, false>},
        {"--down", "NAME", "what has failed: a node, link, connection or tunnel", true,
         take_texts<&Request::down>},
        {"--case", "NAME", "the network of this `case` of the file", false, take_text<&Request::case_name>},
        {"--from", "PEER", "only what the node learned from this peer", false, take_text<&Request::from>},
        {"--to", "PEER", "what the node tells this peer", false, take_text<&Request::to>},
        {"--all", "", "also offers that never became a route, with the reason", false,
         take_flag<&Request::every_offer, true>},
        {"--source", "ADDRESS", "the packet's source", false, take_text<&Request::source>},
        {"--destination", "ADDRESS", "the packet's destination", false, take_text<&Request::destination>},
        {"--protocol", "tcp|udp|icmp", "the packet's protocol; the default is tcp", false,
         take_text<&Request::protocol>},
        {"--port", "N", "the packet's destination port", false, take_port},
        {"--source-port", "N", "the packet's source port", false, take_source_port},
        {"--check", "", "change nothing; exit 1 if a file is not in the canonical form", false,
         take_flag<&Request::check, true>},
        {"--stdout", "", "print instead of rewriting", false, take_flag<&Request::to_stdout, true>},
        {"--colour", "auto|always|never", "auto: on a terminal, unless NO_COLOR is set", false, take_colour},
        {"--help", "", "this screen", false, take_flag<&Request::help, true>},
        {"--version", "", "the version", false, take_flag<&Request::version, true>},
    };
    return table;
}

const Option& option(std::string_view name) {
    auto found = std::ranges::find(options(), name, &Option::name);
    if (found == options().end())
        throw std::logic_error(fmt::format("a command names an option that is not in the table: {}", name));
    return *found;
}

std::vector<std::string_view> options_of(const Command& command) {
    std::vector<std::string_view> names = command.options;
    names.push_back("--help");
    if (command.word.empty())
        names.push_back("--version");
    return names;
}

std::string usage(const Command& command) {
    return fmt::format("verify{}{}{}{}", command.word.empty() ? "" : " ", command.word,
                       command.usage.empty() ? "" : " ", command.usage);
}

/// Reads the words behind the command.
class Reading {
public:
    Reading(Arguments& into, const Command& command) : into_(into), command_(command) {
        app_.set_help_flag();
        app_.allow_extras();
        for (std::string_view name : options_of(command))
            add(option(name));
    }

    void read(std::vector<std::string> words) {
        auto dashes = std::ranges::find(words, "--"); // what follows is no option, whatever it looks like
        const std::vector<std::string> files(dashes == words.end() ? dashes : dashes + 1, words.end());
        words.erase(dashes, words.end());
        std::ranges::reverse(words); // CLI11 takes them last first
        try {
            app_.parse(words);
        } catch (const CLI::ParseError& error) {
            into_.mistakes.error("VN0901", {}, rephrased(error), fmt::format("usage: {}", usage(command_)));
            return;
        }
        for (const std::string& word : app_.remaining())
            if (word.size() > 1 && word.front() == '-')
                unknown_option(word);
            else
                into_.request.words.push_back(word);
        into_.request.words.insert(into_.request.words.end(), files.begin(), files.end());
        if (!into_.request.help && !into_.request.version && !into_.mistakes.has_errors())
            count_words();
    }

private:
    void add(const Option& option) {
        std::string name(option.name);
        if (name == "--help")
            name = "-h," + name;
        if (option.value.empty()) {
            app_.add_flag_callback(name, [this, &option] { option.take("", into_.request); });
            return;
        }
        app_.add_option_function<std::vector<std::string>>(
                name,
                [this, &option](const std::vector<std::string>& values) {
                    for (const std::string& value : values)
                        take(option, value);
                    if (values.size() > 1 && !option.repeats)
                        into_.mistakes.error("VN0901", {},
                                             fmt::format("`{}` may stand only once", option.name));
                })
            ->allow_extra_args(false);
    }

    void take(const Option& option, const std::string& value) {
        std::string complaint = option.take(value, into_.request);
        if (!complaint.empty())
            into_.mistakes.error("VN0901", {}, fmt::format("`{} {}` is not possible", option.name, value),
                                 complaint);
    }

    std::string rephrased(const CLI::ParseError& error) const {
        if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) == nullptr)
            return error.what();
        std::string text = error.what();
        for (const Option& option : options())
            if (text.starts_with(fmt::format("{}:", option.name)) ||
                text.starts_with(fmt::format("{} ", option.name)))
                return option.value.empty()
                           ? fmt::format("`{}` takes no value", option.name)
                           : fmt::format("`{}` needs a value: {}", option.name, option.value);
        return text;
    }

    void unknown_option(const std::string& word) {
        std::string name = word.substr(0, word.find('='));
        std::vector<std::string_view> known = options_of(command_);
        std::string hint = dsl::did_you_mean(name, known);
        auto elsewhere = std::ranges::find_if(table(), [&](const Command& other) {
            return std::ranges::find(other.options, std::string_view(name)) != other.options.end();
        });
        if (hint.empty() && elsewhere != table().end())
            hint = fmt::format("it belongs to `{}`", usage(*elsewhere));
        if (hint.empty())
            hint = fmt::format("`verify{}{} --help` lists the options", command_.word.empty() ? "" : " ",
                               command_.word);
        into_.mistakes.error("VN0901", {}, fmt::format("unknown option `{}`", name), hint);
    }

    void count_words() {
        std::size_t count = into_.request.words.size();
        if (count < command_.least)
            into_.mistakes.error(
                "VN0901", {}, count == 0 ? "nothing to work on" : "too few words",
                fmt::format("usage: {}{}", usage(command_),
                            command_.word.empty() ? "; `verify --help` lists the commands" : ""));
        else if (count > command_.most)
            into_.mistakes.error("VN0901", {},
                                 fmt::format("`{}` is one word too many", into_.request.words[command_.most]),
                                 fmt::format("usage: {}", usage(command_)));
        else if (command_.word.empty())
            misspelt_command();
    }

    /// `verify chek spec.net` reads `chek` as a file: say what was meant.
    void misspelt_command() {
        const std::string& first = into_.request.words.front();
        std::vector<std::string_view> known;
        for (const Command& command : table())
            known.push_back(command.word);
        std::erase(known, std::string_view{});
        if (first.find('.') != std::string::npos || first.find('/') != std::string::npos ||
            std::filesystem::exists(first))
            return;
        if (std::string hint = dsl::did_you_mean(first, known); !hint.empty())
            into_.mistakes.error("VN0901", {}, fmt::format("`{}` is neither a file nor a command", first),
                                 hint);
    }

    Arguments& into_;
    const Command& command_;
    CLI::App app_;
};

std::string option_lines(const std::vector<std::string_view>& names) {
    std::string text;
    for (std::string_view name : names) {
        const Option& one = option(name);
        std::string left = fmt::format("{}{}{}", one.name, one.value.empty() ? "" : " ", one.value);
        text += fmt::format("  {:<30} {}{}\n", left, one.sentence, one.repeats ? " (repeats)" : "");
    }
    return text;
}

} // namespace

Arguments read(const std::vector<std::string>& arguments) {
    Arguments result;
    const Command* named = arguments.empty() || arguments.front().empty() ? nullptr : find(arguments.front());
    result.command = named != nullptr ? named : &table().front();
    std::vector<std::string> rest(arguments.begin() + (named != nullptr ? 1 : 0), arguments.end());
    Reading(result, *result.command).read(rest);
    return result;
}

std::string help(const Command& command) {
    if (!command.word.empty())
        return fmt::format("{}\n  {}\n\n{}", usage(command), command.sentence,
                           option_lines(options_of(command)));
    std::string text =
        "verify: proves what must hold in a network, in every stable routing state, whatever fails\n\n";
    for (const Command& one : table())
        text += fmt::format("  {:<46} {}\n", usage(one), one.sentence);
    text += "\n" + option_lines(options_of(command));
    return text +
           "\nexit  0 all hold   1 something violated   2 refused: usage or text   3 unknown or vacuous   "
           "4 our fault\n";
}

} // namespace commands
