// Mangled texts: words dropped, doubled, swapped and replaced. Whatever is left, lowering ends without a
// fault of ours, and a text it has no complaint about has claims with ends.

#include <gtest/gtest.h>

#include <random>

#include "solver/lower/directives.hpp"
#include "tests/unit/lower/lowering.hpp"

namespace {

const std::string sample = R"(
vnet v { space 10.9.0.0/24; host vm 10.9.0.4; } vnet w { space 10.8.0.0/24; }
peering v w { at v { allow-gateway-transit; } at w { use-remote-gateways; } }
expressroute-gateway er { in v; }
vpn-gateway vpn { in v; active-active; bgp-address 10.9.0.76 10.9.0.77; }
firewall fw { asn 65001; owns 10.1.0.0/24; host pc 10.1.0.7; address 10.1.0.1; bgp-address 192.168.0.9;
  rule 10 allow tcp from any to 10.0.0.0/8 port 80-443; rule 20 allow any from any to any; }
router a { asn 65001; router-id 1.1.1.1; originate 10.2.0.0/24; static 10.2.0.0/24 via fw distance 5;
  static 10.3.0.0/24 discard; multipath; }
link fw a { addresses fw 192.168.0.0 a 192.168.0.1; } link a fw { name spare; one-way; }
bgp fw a { at a { import p; export q; next-hop-self; replace-as 65009 65010; allow-own-as 1; } }
policy p { match prefix 10.0.0.0/8 or-longer 10.9.0.0/16 length 16-24; set local-preference 150; accept; }
policy q { term one { match community 65000:1; match as-path contains 65001; prepend own times 2; reject; }
  term two { match as-path-length at-most 3; match next-hop a fw; add community 65000:2; accept; } }
circuit metro { gateway er; primary a { subnet 172.16.0.0/30; export q; }
  secondary a { subnet 172.16.0.4/30; } }
vpn backup { gateway vpn; site fw { export p; } }
group both fw v; group all both w;
shared-risk duct { fw--a metro/primary; }
failures { any 1 of connections tunnels links; any 1 of shared-risks nodes; except spare; }
property reachability r { between fw and v w; one-way; paths some; when connected; under any 2 of links; }
property isolation i { from all; to w; compare exchange; with tcp port 443; expect violated { at fw; down a; } }
property path-symmetry { among all; compare transports; ignore gateways; }
property loop-freedom everywhere;
property prefer order { between fw and v; order metro backup; under { any 1 of links; } }
property waypoint w { from fw; to v w; through a vpn; except tcp port 443; except icmp; with tcp; }
property no-transit t { through both; } property no-black-hole b { count discards; }
property path-length l { from fw; to w; at-most 6; } property route-limit m { at a vpn; at-most 10; }
expect everywhere violated { at a fw; reason loop; because "why"; } expect refused VN0102;
observe trace fw/pc v/vm { down metro/primary fw; hops 10.1.0.1 * 10.9.0.4; }
observe ping pc vm { fails; no-route; }
observe table fw from a vpn {
  10.9.0.0/24 via a { local-preference 150; as-path 12076; active; } absent 10.8.0.0/24; }
observe table a to fw { 10.3.0.0/24 { med 3; } down backup; }
router rr { asn 65001; profile bird; cluster-id 7; reflects-for c1 c2; ibgp { next-hop-self all; } }
router c1 { asn 65001; profile ios; med deterministic; compare-routerid; } router c2 { asn 65001; no advertise-inactive; } group pair c1 c2;
router up { asn 65100; } link rr c1 { ospf area 0; } link c1 c2 { ospf area 0 cost 5; } link c1 up { ospf area 0 passive; }
ibgp mesh tops { members pair; at c1 { client; } } bgp c2 rr { multihop; } profile frr;
bgp up c1 { at up { originate-default; import r; export r; } at c1 { import r; export r; } }
prefix-set ps { 10.0.0.0/8 or-longer; 10.9.0.0/16; } community-set cs { 65000:1; no-export 65000:1:2; }
policy r { term x { match prefix ps; match community cs no-advertise; match as-path starts 65100; accept; }
  term y { match as-path ends 65100; set community 65000:9; delete community all; accept; } }
case other { change router a { no multipath; } no vpn backup; property convergence c; }
)";

std::vector<std::string> tokens(const std::string& text) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end = text.find_first_of(" \n;{}", i);
        if (end > i)
            found.push_back(text.substr(i, end - i));
        if (end != std::string::npos && (text[end] == ';' || text[end] == '{' || text[end] == '}'))
            found.push_back(text.substr(end, 1));
        i = std::min(end, text.size() - 1);
    }
    return found;
}

std::string mangled(std::vector<std::string> words, std::mt19937& random) {
    const auto any = [&] { return random() % words.size(); };
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
        const std::size_t at = any();
        switch (random() % 4) {
        case 0:
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 1:
            words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), words[any()]);
            break;
        case 2:
            std::swap(words[at], words[any()]);
            break;
        default:
            words[at] = words[any()];
            break;
        }
    }
    std::string text;
    for (const std::string& word : words)
        text += word + " ";
    return text;
}

bool is_about_everything(const properties::Claim& claim) {
    return !lower::find_property(claim.property)->has_ends;
}

// Whether the text is refused; a text that is not must have claims about something.
bool refuses(const std::string& text) {
    const auto read = lowering::run(text);
    if (read.diagnostics.has_errors())
        return true;
    for (const lower::Lowered& variant : read.variants)
        for (const properties::Claim& claim : variant.claims)
            EXPECT_NE(claim.pairs.empty(), !is_about_everything(claim)) << text;
    return false;
}

TEST(Mutations, TheSampleItselfIsClean) {
    const auto read = lowering::run(sample);
    EXPECT_FALSE(read.diagnostics.has_errors()) << read.said();
}

TEST(Mutations, NothingThrows) {
    std::mt19937 random(7);
    const std::vector<std::string> words = tokens(sample);
    std::size_t refused = 0;
    for (unsigned round = 0; round < 2000; ++round) {
        const std::string text = mangled(words, random);
        ASSERT_NO_THROW(refused += refuses(text)) << text;
    }
    EXPECT_GT(refused, 1000U); // most mangled texts make no sense, and that is said
}

} // namespace
