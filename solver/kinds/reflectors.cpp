// Reflectors that work against each other: pairs in one cluster that drop what the other reflects, and circles in which
// each is the client of the one before.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/kinds/ibgp.hpp"

namespace kinds {
namespace {

using network::NodeId;

/// One node reflects for another: where that is said, and whether by `reflects-for`.
struct Reflection {
    dsl::Span span;
    bool by_list = false;
};
using Reflections = std::map<NodeId, std::map<NodeId, Reflection>>; ///< by reflector and client

Reflections reflections(Builder& builder) {
    Reflections found;
    for (const network::Session& session : builder.net.sessions)
        for (const network::SessionEnd* end : {&session.a, &session.b})
            if (end->client)
                found[end->node].emplace(session.far_end(end->node).node, Reflection{end->span, false});
    for (const auto& [pair, span] : builder.notes<ClientLists>().spans)
        found[pair.first][pair.second] = {span, true};
    return found;
}

std::string remedy(const std::string& reflector, const std::string& client, const Reflection& reflection) {
    return reflection.by_list ? fmt::format("take `{}` out of the `reflects-for` of `{}`", client, reflector)
                              : fmt::format("take `client` away at `{}`", reflector);
}

dsl::Label place_of(const std::string& reflector, const std::string& client, const Reflection& reflection) {
    return {reflection.span, fmt::format("`{}` reflects for `{}` here", reflector, client)};
}

void warn_about_pairs(Builder& builder, const Reflections& all) {
    for (const auto& [a, clients] : all)
        for (const auto& [b, there] : clients) {
            const auto other = all.find(b);
            if (!(a < b) || other == all.end() || builder.net.cluster(a) != builder.net.cluster(b))
                continue;
            const auto back = other->second.find(a);
            if (back == other->second.end())
                continue;
            const std::string &first = builder.net[a].name, &second = builder.net[b].name;
            builder.diagnostics().warning(
                "VN0131", there.span,
                fmt::format("`{}` and `{}` are each other's clients in one cluster, and drop what the other reflects",
                            first, second),
                fmt::format("{}, or give them different `cluster-id`s", remedy(first, second, there)),
                {place_of(second, first, back->second)});
        }
}

/// A circle of reflectors, each the client of the one before and none its reflector; found from its least member, depth
/// first, so that each set of nodes in a circle is told of once.
class Circles {
public:
    explicit Circles(const Reflections& all) : all_(all) {}

    std::vector<std::vector<NodeId>> find() {
        for (const auto& [reflector, clients] : all_)
            if (!done_.contains(reflector))
                follow(reflector);
        return std::move(found_);
    }

private:
    bool one_way(NodeId reflector, NodeId client) const {
        const auto back = all_.find(client);
        return back != all_.end() && !back->second.contains(reflector);
    }

    void follow(NodeId start) {
        struct Step {
            NodeId node;
            std::map<NodeId, Reflection>::const_iterator next;
        };
        std::vector<Step> way{{start, all_.at(start).begin()}};
        while (!way.empty()) {
            auto& [node, next] = way.back();
            if (next == all_.at(node).end()) {
                done_.insert(node);
                way.pop_back();
                continue;
            }
            const NodeId client = (next++)->first;
            if (!one_way(node, client) || done_.contains(client))
                continue;
            const auto again = std::ranges::find(way, client, &Step::node);
            if (again == way.end()) {
                way.push_back({client, all_.at(client).begin()});
                continue;
            }
            std::vector<NodeId> circle;
            for (auto step = again; step != way.end(); ++step)
                circle.push_back(step->node);
            found_.push_back(std::move(circle));
        }
    }

    const Reflections& all_;
    std::set<NodeId> done_;
    std::vector<std::vector<NodeId>> found_;
};

void warn_about_circles(Builder& builder, const Reflections& all) {
    for (const std::vector<NodeId>& circle : Circles(all).find()) {
        std::vector<std::string> names;
        std::vector<dsl::Label> places;
        for (std::size_t i = 0; i < circle.size(); ++i) {
            const NodeId reflector = circle[i], client = circle[(i + 1) % circle.size()];
            names.push_back(fmt::format("`{}`", builder.net[reflector].name));
            places.push_back(place_of(builder.net[reflector].name, builder.net[client].name, all.at(reflector).at(client)));
        }
        const dsl::Span first = places.front().span;
        places.erase(places.begin());
        builder.diagnostics().warning(
            "VN0150", first,
            fmt::format("reflectors in a circle: {} each reflect for the next, and `{}` for `{}`",
                        fmt::join(names, ", "), builder.net[circle.back()].name, builder.net[circle.front()].name),
            "what one hears comes back to it until its cluster list stops it: have reflectors of one level talk without "
            "`client`, or reflect down only",
            std::move(places));
    }
}

} // namespace

void warn_about_reflectors(Builder& builder) {
    const Reflections all = reflections(builder);
    warn_about_pairs(builder, all);
    warn_about_circles(builder, all);
}

} // namespace kinds
