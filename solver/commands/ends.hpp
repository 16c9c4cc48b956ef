#pragma once
// Names on the command line: the file's network, the ends of a packet's way, and what has failed.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "solver/commands/request.hpp"
#include "solver/pipeline.hpp"

namespace commands {

/// A node, and the address of it or behind it.
struct End {
    network::NodeId node;                    ///< where its packets start; unknown if nothing answers for the address
    std::optional<network::Address> address; ///< none for a node that answers for none
    network::NodeId delivery = {};           ///< where packets to it arrive, mostly the same node
};

/// The file, the variant that `--case` names and what `--down` says; complaints are already made if it is
/// empty.
struct Scene {
    solver::Loaded file;
    const network::Network* network = nullptr;
    network::FailureSet failed;
};
std::optional<Scene> open(const Request& request);

/// A node by its whole name, or by the last part of it where that is unique.
network::NodeId find_node(const network::Network& network, const std::string& name, std::string& why);
/// The nodes that have a session with `node` and are called `name`, or parts of what is called so (`seattle` for
/// `seattle/primary`).
std::vector<network::NodeId> find_peers(const network::Network& network, network::NodeId node, const std::string& name,
                                        std::string& why);
/// A node, a host (`spoke/vm`, or `vm` where that is unique) or an address.
std::optional<End> find_end(const network::Network& network, const std::string& name, std::string& why);
/// The node that answers for `address`; unknown if none does.
network::NodeId owner(const network::Network& network, network::Address address);

} // namespace commands
