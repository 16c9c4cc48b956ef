// verify: proves or refutes what must hold in a network, in every stable routing state under every allowed
// failure.
#include "solver/commands/run.hpp"

int main(int count, char** arguments) {
    return commands::run({arguments + (count > 0 ? 1 : 0), arguments + count});
}
