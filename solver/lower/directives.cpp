// The tables of words that are no kinds.

#include "solver/lower/directives.hpp"

#include <algorithm>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace lower {
namespace {

using dsl::Rule;
using dsl::Shape;
using kinds::flag_rule;
using kinds::more;
using kinds::one_of;
using kinds::repeats;
using kinds::rule;
using kinds::with_block;

std::vector<Rule> joined(std::vector<Rule> a, const std::vector<Rule>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

std::vector<Rule> everywhere() {
    return {
        repeats(with_block(more(rule("under", {}, "`under nothing;` or the words of `failures`"), Shape::any),
                           &failure_rules())),
        with_block(rule("expect", {Shape::keyword}, "a documented violation: `expect violated { … }`"),
                   &expectation_rules()),
    };
}

// `between A and B C`, `among A B C`, `from A; to B;`; `with tcp port 443`.
std::vector<Rule> between_ends() {
    const std::vector<Rule> ends = {
        more(rule("between", {Shape::any, Shape::any, Shape::any}, "`between A and B C;`: both directions"),
             Shape::any),
        more(rule("among", {Shape::any}, "`among G;` or `among A B C;`: every two, both directions"),
             Shape::any),
        more(rule("from", {Shape::any}, "the senders; `to` names the receivers"), Shape::any),
        more(rule("to", {Shape::any}, "the receivers"), Shape::any),
        more(rule("with", {Shape::any}, "only such packets: `with tcp port 443;`, `with icmp;`"), Shape::any,
             2),
        repeats(more(rule("except", {Shape::any}, "no such packets: `except tcp port 443;`"), Shape::any, 2)),
    };
    return joined(ends, everywhere());
}

Rule through(std::string_view sentence) {
    return more(rule("through", {Shape::name}, sentence), Shape::name);
}

Rule at_most(std::uint64_t least, std::string_view sentence) {
    return kinds::within(rule("at-most", {Shape::number}, sentence), least, UINT32_MAX - 1);
}

Rule choice(std::string_view word, std::vector<std::string_view> keywords, std::string_view sentence) {
    return one_of(rule(word, {Shape::keyword}, sentence), std::move(keywords));
}

std::vector<Rule> directives() {
    return {
        repeats(more(rule("group", {Shape::name}, "a name for several things"), Shape::name)),
        repeats(
            with_block(rule("shared-risk", {Shape::name}, "things that fail together: a duct, a building"),
                       nullptr, dsl::Blocks::required)),
        with_block(rule("failures", {}, "what may fail: `any 1 of connections tunnels links;`"),
                   &failure_rules(), dsl::Blocks::required),
        repeats(with_block(
            more(rule("property", {Shape::any}, "what must hold whatever fails"), Shape::name, 1), nullptr)),
        repeats(with_block(
            more(rule("observe", {Shape::any, Shape::any}, "a fact of the real network"), Shape::any),
            nullptr)),
        repeats(with_block(
            rule("expect", {Shape::any, Shape::any}, "`expect NAME violated;`, `expect refused CODE;`"),
            &expectation_rules())),
    };
}

} // namespace

const std::vector<Rule>& top_level_rules() {
    static const std::vector<Rule> rules = [] {
        std::vector<Rule> all;
        for (const kinds::Kind& kind : kinds::table())
            all.push_back(*kind.rule);
        return joined(std::move(all), directives());
    }();
    return rules;
}

const std::vector<PropertyWord>& property_words() {
    static const std::vector<PropertyWord> words = {
        {"reachability", "packets arrive and their answers come back", true,
         joined({flag_rule("one-way", "the answer does not matter"),
                 choice("paths", {"all", "some"},
                        "`some`: one working path of those that share the load is enough"),
                 choice("when", {"connected"}, "leaves out failures that cut the ends apart physically")},
                between_ends())},
        {"isolation", "no packet arrives", true,
         joined({choice("compare", {"packets", "exchange", "routes"},
                        "packets one way, packets and answers, routes"),
                 choice("source", {"any", "own"}, "which source addresses the sender may use")},
                between_ends())},
        {"loop-freedom", "no packet comes by the same place twice", false, everywhere()},
        {"path-symmetry", "a packet and its answer cross the same things", true,
         joined({choice("compare", {"stateful", "transports", "links", "nodes"}, "which things are compared"),
                 choice("ignore", {"gateways"}, "leaves the cloud's gateways out of the comparison"),
                 choice("ecmp", {"ignore"}, "compares all load-shared paths together")},
                between_ends())},
        {"prefer", "packets take the most wanted transport that would deliver", true,
         joined({more(rule("order", {Shape::name, Shape::name}, "circuits and VPNs, the most wanted first"),
                      Shape::name)},
                between_ends())},
        {"waypoint", "packets that arrive came by one of these nodes", true,
         joined({through("nodes that every delivered packet must visit one of")}, between_ends())},
        {"no-transit", "nobody else's packets come by these nodes", false,
         joined({through("nodes that only their own packets may visit")}, everywhere())},
        {"no-black-hole", "nobody is handed packets that it has no route for", false,
         joined({choice("count", {"discards"}, "a null route is a black hole too")}, everywhere())},
        {"path-length", "packets arrive over few nodes", true,
         joined({at_most(1, "locations on the way that traces show, both ends included")}, between_ends())},
        {"route-limit", "nobody is sent more prefixes than it takes", false,
         joined({more(rule("at", {Shape::name}, "whose sessions"), Shape::name),
                 at_most(0, "prefixes accepted over one session; without it, the limit the receiver has")},
                everywhere())},
        {"unique-state", "routing comes to rest in one way only, whatever was there before", false,
         joined({choice("ties", {"count"}, "also where routes tie, and the node keeps the one it had first")},
                everywhere())},
        {"convergence", "routing comes to rest under every failure", false, everywhere()},
    };
    return words;
}

const PropertyWord* find_property(std::string_view word) {
    const auto found = std::ranges::find(property_words(), word, &PropertyWord::word);
    return found == property_words().end() ? nullptr : &*found;
}

const std::vector<ObservationWord>& observation_words() {
    static const Rule down = more(rule("down", {Shape::name}, "what had failed"), Shape::name);
    static const Rule stated = flag_rule("stated", "said in words where no output was shown");
    static const std::vector<ObservationWord> words = {
        {"trace",
         "a traceroute: `observe trace A B { hops 10.0.0.1 * 10.1.0.4; }`",
         {down, stated,
          more(rule("hops", {Shape::any}, "addresses; `*`: one or more silent hops"), Shape::any)}},
        {"ping",
         "a ping: `observe ping A B { answers; }` or `fails;`",
         {down, stated, flag_rule("answers", "it is answered"), flag_rule("fails", "it is not answered"),
          flag_rule("loop", "it fails in a loop"),
          flag_rule("no-route", "it fails where a node has no route"),
          flag_rule("filtered", "it fails at a rule"),
          flag_rule("null-routed", "it fails at a discard route"),
          flag_rule("not-forwarding", "it fails at a node that forwards nothing"),
          flag_rule("no-session", "it fails at a stateful node that never saw the first packet"),
          flag_rule("next-hop-down", "it fails where a route stays and its next hop is down"),
          flag_rule("drained", "it fails at what is in maintenance")}},
        {"table", "a node's BGP table: `observe table N from X { PREFIX { … } }`", {down, stated}},
        {"effective-routes",
         "a network interface's routes: `observe effective-routes V/H { PREFIX peering; }`",
         {down, stated, flag_rule("complete", "no other prefix has an active route")}},
    };
    return words;
}

const ObservationWord* find_observation(std::string_view word) {
    const auto found = std::ranges::find(observation_words(), word, &ObservationWord::word);
    return found == observation_words().end() ? nullptr : &*found;
}

const std::vector<Rule>& failure_rules() {
    static const std::vector<Rule> rules = {
        repeats(more(rule("any", {Shape::number, Shape::any}, "`any K of CLASS…;`: at most K of them"),
                     Shape::any)),
        repeats(more(rule("except", {Shape::name}, "these never fail"), Shape::name)),
    };
    return rules;
}

const std::vector<Rule>& expectation_rules() {
    static const std::vector<Rule> rules = {
        more(rule("at", {Shape::name}, "the fault shows at one of these nodes"), Shape::name),
        rule("reason", {Shape::any}, "a reason code: `no-route`, `own-asn-in-path`, …"),
        rule("because", {Shape::text}, "why, for the reader"),
        more(rule("down", {Shape::name}, "when exactly these have failed"), Shape::name),
    };
    return rules;
}

const std::vector<Rule>& row_rules() {
    static const std::vector<Rule> rules = {
        rule("via", {Shape::any}, "the next hop: a node, or an address of one"),
        rule("next-hop", {Shape::address}, "the same by address, where a node has it"),
        more(rule("as-path", {}, "the ASNs, nearest first, `own` for the sender's; none: an empty path"),
             Shape::any),
        rule("local-preference", {Shape::number}, "exactly this one"),
        rule("med", {Shape::number}, "exactly this one"),
        rule("weight", {Shape::number}, "exactly this one"),
        flag_rule("active", "used"),
        flag_rule("inactive", "held and not used"),
    };
    return rules;
}

} // namespace lower
