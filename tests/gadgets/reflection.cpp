// Route reflection as it goes wrong (RFC 3345; Griffin and Wilfong, "On the correctness of IBGP configuration", 2002), each
// with the argument for its number of stable states. What a border router learns outside it always uses itself: external
// comes before internal.

#include <array>

#include "tests/gadgets/area.hpp"
#include "tests/gadgets/gadgets.hpp"

namespace gadgets {

using namespace network;

namespace {

Gadget finish(std::string name, Area area, std::size_t healthy, std::size_t within_one) {
    return {std::move(name), std::move(area.network), prefix("10.0.0.0/24"), healthy, within_one};
}

/// Reflector i of a ring reflects for client i, which has a way out, and the next one's client is nearer to it.
Area ring_of_reflectors(std::size_t size) {
    Area area;
    std::vector<NodeId> reflectors, clients;
    for (std::size_t i = 0; i < size; ++i) {
        reflectors.push_back(area.member("reflector-" + std::to_string(i)));
        clients.push_back(area.member("client-" + std::to_string(i)));
        area.neighbour("neighbour-" + std::to_string(i), static_cast<Asn>(1 + i), clients[i]);
    }
    for (std::size_t i = 0; i < size; ++i) {
        area.cost(reflectors[i], clients[i], 3);
        area.cost(reflectors[i], clients[(i + 1) % size], 1);
        area.reflects(reflectors[i], clients[i]);
        for (std::size_t j = 0; j < i; ++j)
            area.peers(reflectors[j], reflectors[i]);
    }
    return area;
}

} // namespace

/// Below, x is the route over the first client (AS 1), y1 the one over the second (AS 2, MED 1) and y0 the one over the
/// third (AS 2, MED 0). The left reflector takes y1, the nearest, until it hears y0: that drops y1 by MED, and x is nearer
/// than y0. The right one passes y0 on until it hears x, which is nearer. So y1 brings y0, y0 brings x, and x brings y1.
/// Without any cable one of the three is gone, or they do not meet.
Gadget med_oscillation() {
    Area area;
    const NodeId left = area.member("left"), right = area.member("right");
    const std::array clients{area.member("client-1"), area.member("client-2"), area.member("client-3")};
    area.cost(left, right, 1);
    area.cost(left, clients[0], 5);
    area.cost(left, clients[1], 4);
    area.cost(right, clients[2], 12);
    area.peers(left, right);
    area.reflects(left, clients[0]);
    area.reflects(left, clients[1]);
    area.reflects(right, clients[2]);
    area.neighbour("x", 1, clients[0]);
    area.neighbour("y1", 2, clients[1], 1);
    area.neighbour("y0", 2, clients[2], 0);
    return finish("med-oscillation", std::move(area), 0, 7);
}

/// The same with a reflector above the two. The right one never changes: y0 is its nearest. The top one takes y0 while the
/// left one has y1, by MED, and x, which is nearer, while it has x. But the left one has y1 unless it hears y0.
Gadget med_oscillation_of_two_levels() {
    Area area;
    const NodeId top = area.member("top"), left = area.member("left"), right = area.member("right");
    const std::array clients{area.member("client-1"), area.member("client-2"), area.member("client-3")};
    area.cost(top, left, 1);
    area.cost(top, right, 5);
    area.cost(left, clients[0], 5);
    area.cost(left, clients[1], 4);
    area.cost(right, clients[2], 4);
    area.reflects(top, left);
    area.reflects(top, right);
    area.reflects(left, clients[0]);
    area.reflects(left, clients[1]);
    area.reflects(right, clients[2]);
    area.neighbour("x", 1, clients[0]);
    area.neighbour("y1", 2, clients[1], 1);
    area.neighbour("y0", 2, clients[2], 0);
    return finish("med-oscillation-of-two-levels", std::move(area), 0, 8);
}

/// Either client's route is passed on, and then both use it. Without one of the short cables, or one of the neighbours, one
/// state is left; without a long one, still two.
Gadget reflection_disagree() { return finish("reflection-disagree", ring_of_reflectors(2), 2, 10); }

/// A reflector passes its own client's route on unless the next one does, and three is odd. Without any cable one state is
/// left.
Gadget reflection_bad_gadget() { return finish("reflection-bad-gadget", ring_of_reflectors(3), 0, 9); }

/// Everything is settled by eBGP and by who reflects for whom. Each client's way to its reflector leads over the other
/// client, which sends the packet back: a loop that no route shows.
Gadget reflection_loop() {
    Area area;
    const NodeId left = area.member("left"), right = area.member("right"), of_left = area.member("of-left"),
                 of_right = area.member("of-right");
    area.cost(left, of_right, 1);
    area.cost(of_right, of_left, 1);
    area.cost(of_left, right, 1);
    area.peers(left, right);
    area.reflects(left, of_left);
    area.reflects(right, of_right);
    area.own(area.neighbour("x", 1, left), "10.0.0.0/24");
    area.own(area.neighbour("y", 2, right), "10.0.0.0/24");
    return finish("reflection-loop", std::move(area), 1, 6);
}

/// The way of each of three clients to its reflector leads over the next client, which deflects packets to a reflector of
/// its own.
Gadget deflection_ring() {
    Area area;
    std::array<NodeId, 3> reflectors, clients;
    for (std::size_t i = 0; i < 3; ++i) {
        reflectors[i] = area.member("reflector-" + std::to_string(i));
        clients[i] = area.member("client-" + std::to_string(i));
        area.own(area.neighbour("neighbour-" + std::to_string(i), static_cast<Asn>(1 + i), reflectors[i]), "10.0.0.0/24");
    }
    for (std::size_t i = 0; i < 3; ++i) {
        area.cost(clients[i], clients[(i + 1) % 3], 1);
        area.cost(reflectors[i], clients[(i + 1) % 3], 1);
        area.reflects(reflectors[i], clients[i]);
        area.peers(reflectors[i], reflectors[(i + 1) % 3]);
    }
    return finish("deflection-ring", std::move(area), 1, 10);
}

} // namespace gadgets
