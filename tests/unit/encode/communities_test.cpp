// Communities that keep routes back (RFC 1997), large ones (RFC 8092), and the ends of paths (semantics.md §2 and §3).

#include <gtest/gtest.h>

#include "tests/unit/encode/autonomous_system.hpp"

namespace encode {
namespace {

using gadgets::accept;
using gadgets::add_community;
using gadgets::Cable;
using network::Asn;
using network::Community;
using network::NodeId;

/// origin - b - c - end in a row, where b and c may be of one AS.
struct Row : gadgets::NetworkBuilder {
    std::vector<NodeId> nodes;
    std::vector<Cable> cables;
    explicit Row(std::vector<Asn> asns) {
        for (const Asn asn : asns)
            nodes.push_back(add_node("n" + std::to_string(nodes.size()), asn));
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            cables.push_back(cable(nodes[i - 1], nodes[i]));
            sender(i).next_hop_self = true;
        }
        originate(nodes.front(), the_prefix);
    }
    /// The ends of the session between node `i - 1` and node `i`.
    network::SessionEnd& sender(std::size_t i) { return end(cables[i - 1].session, nodes[i - 1]); }
    network::SessionEnd& receiver(std::size_t i) { return end(cables[i - 1].session, nodes[i]); }
    void on_import(std::size_t i, std::vector<network::Term> terms) { import(cables[i - 1].session, nodes[i], std::move(terms)); }
    void on_export(std::size_t i, std::vector<network::Term> terms) {
        export_(cables[i - 1].session, nodes[i - 1], std::move(terms));
    }
    bool reaches(std::size_t i) const { return has_route(network, nodes[i]); }
    /// The last node takes only what matches.
    bool arrives_if(network::Match match) {
        on_import(nodes.size() - 1, {accept({std::move(match)})});
        return reaches(nodes.size() - 1);
    }
};

network::Match starts(Asn asn) { return {network::MatchAsPathStarts{{asn}}, {}}; }
network::Match ends(Asn asn) { return {network::MatchAsPathEnds{{asn}}, {}}; }

TEST(WellKnown, NoExportStaysInTheAs) {
    Row row({1, 2, 2, 3});
    EXPECT_TRUE(row.reaches(3));
    for (const Community& one : {network::no_export, network::no_export_subconfed}) {
        row.on_import(1, {accept({}, {add_community(one)})});
        EXPECT_TRUE(row.reaches(2));
        EXPECT_FALSE(row.reaches(3));
    }
}

TEST(WellKnown, NoAdvertiseStaysWithItsHolder) {
    Row row({1, 2, 2, 3});
    row.on_import(1, {accept({}, {add_community(network::no_advertise)})});
    EXPECT_TRUE(row.reaches(1));
    EXPECT_FALSE(row.reaches(2));
    row.on_import(1, {accept({}, {add_community({65535, 1})})});
    EXPECT_TRUE(row.reaches(3)) << "others mean nothing by themselves";
}

TEST(WellKnown, AreAskedBeforeThePolicy) {
    Row row({1, 2, 3});
    row.on_export(2, {accept({}, {add_community(network::no_export)})});
    EXPECT_TRUE(row.reaches(2)) << "it is for the receiver";
    row.on_import(1, {accept({}, {add_community(network::no_export)})});
    row.on_export(2, {accept({}, {gadgets::delete_community(network::no_export)})});
    EXPECT_FALSE(row.reaches(2));
    row.on_import(1, {accept({}, {add_community(network::no_export), gadgets::delete_community(network::no_export)})});
    EXPECT_TRUE(row.reaches(2));
}

TEST(Communities, LargeOnesAreOthers) {
    const Community standard{1, 2}, large{1, 2, 0}, other{1, 2, 3};
    Row row({1, 2, 3});
    row.on_import(1, {accept({}, {add_community(large)})});
    EXPECT_TRUE(row.arrives_if(gadgets::match_community(large)));
    EXPECT_FALSE(row.arrives_if(gadgets::match_community(standard)));
    EXPECT_FALSE(row.arrives_if(gadgets::match_community(other)));
}

TEST(Communities, AllGoButTags) {
    const Community standard{1, 2}, large{1, 2, 3}, tag{70000, 1}, high_large{70000, 1, 2};
    for (const Community& one : {standard, large, tag, high_large, network::no_export}) {
        Row row({1, 1, 1});
        row.on_import(1, {accept({}, {add_community(one), {network::DeleteAllCommunities{}, {}}})});
        row.node(row.nodes[2]).asn = 3;
        EXPECT_EQ(row.arrives_if(gadgets::match_community(one)), one == tag) << to_string(one);
        EXPECT_TRUE(row.reaches(1));
        row.receiver(2).import_policy.reset();
        EXPECT_TRUE(row.reaches(2)) << to_string(one);
    }
}

TEST(PathStart, IsTheNeighbours) {
    Row row({1, 2, 3, 4});
    EXPECT_TRUE(row.arrives_if(starts(3)));
    EXPECT_FALSE(row.arrives_if(starts(1)));
    row.on_export(3, {accept({}, {gadgets::prepend(9, 1)})});
    EXPECT_TRUE(row.arrives_if(starts(3))) << "the own ASN comes last";
    Row internal({1, 2, 3, 3});
    EXPECT_TRUE(internal.arrives_if(starts(2))) << "nothing is put in front";
    internal.on_export(3, {accept({}, {gadgets::prepend(9, 1)})});
    EXPECT_TRUE(internal.arrives_if(starts(9)));
    EXPECT_FALSE(internal.arrives_if(starts(2)));
    Row empty({1, 1});
    EXPECT_FALSE(empty.arrives_if(starts(0)));
    EXPECT_FALSE(empty.arrives_if(ends(0)));
}

TEST(PathEnd, IsTheOrigins) {
    Row row({1, 2, 3});
    EXPECT_TRUE(row.arrives_if(ends(1)));
    EXPECT_FALSE(row.arrives_if(ends(2)));
    row.on_export(1, {accept({}, {gadgets::prepend(9, 2)})});
    EXPECT_TRUE(row.arrives_if(ends(9))) << "policy comes before the own ASN";
    EXPECT_FALSE(row.arrives_if(ends(1)));
    Row later({1, 2, 3});
    later.on_import(1, {accept({}, {gadgets::prepend(9, 2)})});
    EXPECT_TRUE(later.arrives_if(ends(1)));
}

TEST(PathEnd, IsRewritten) {
    Row row({1, 2, 3, 4});
    row.sender(3).replace_as = {{1, 8}, {1, 9}, {8, 7}};
    EXPECT_TRUE(row.arrives_if(ends(8))) << "by the first pair, once";
    EXPECT_FALSE(row.arrives_if(ends(1)));
    row.sender(2).replace_as = {{1, 5}};
    EXPECT_TRUE(row.arrives_if(ends(5)));
    Row overridden({4, 2, 3, 4});
    overridden.sender(3).as_override = true;
    EXPECT_TRUE(overridden.arrives_if(ends(3)));
    EXPECT_FALSE(overridden.arrives_if(ends(4)));
    overridden.sender(2).replace_as = {{4, 6}};
    EXPECT_TRUE(overridden.arrives_if(ends(6)));
}

TEST(PathEnd, MayBeRemoved) {
    Row row({65001, 65002, 3, 4});
    EXPECT_TRUE(row.arrives_if(ends(65001)));
    row.sender(3).remove_private_as = true;
    EXPECT_TRUE(row.arrives_if(ends(3))) << "nothing else is left";
    EXPECT_FALSE(row.arrives_if(ends(65001)));
    Row between({65001, 2, 65003, 4, 5}); // path 4 65003 2 65001
    between.sender(4).remove_private_as = true;
    EXPECT_TRUE(between.arrives_if(ends(2)));
    EXPECT_FALSE(between.arrives_if(ends(65001)));
    between.sender(3).replace_as = {{65001, 6}};
    EXPECT_TRUE(between.arrives_if(ends(6))) << "no longer private";
    between.sender(3).replace_as = {{2, 65009}, {65001, 65008}};
    EXPECT_TRUE(between.arrives_if(ends(4))) << "all others were private by then";
    between.sender(2).replace_as = {{65001, 7}};
    EXPECT_TRUE(between.arrives_if(ends(7)));
}

} // namespace
} // namespace encode
