// Z3 through its C API. Traps of 4.8.12 that this file answers:
// cores come back empty unless `unsat_core` is set; a `timeout` parameter may be ignored in long loops, so a
// thread of our own interrupts; an interrupt that arrives late cancels the next query, so such a context is
// given up.

#include "solver/smt/engine.hpp"

#include <z3.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>

namespace smt {

namespace {

void keep_the_error_code(Z3_context, Z3_error_code) {} // without a handler Z3 would end the process

/// Interrupts a context again and again from a deadline on, until it goes out of scope.
class Watchdog {
public:
    Watchdog(Z3_context context, double seconds) {
        if (seconds > 0)
            thread_ = std::thread([this, context, seconds] { watch(context, seconds); });
    }
    ~Watchdog() { stop(); }
    /// Ends the watch and tells whether it interrupted.
    bool stop() {
        if (!thread_.joinable())
            return fired_;
        {
            const std::lock_guard lock(mutex_);
            done_ = true;
        }
        wake_.notify_all();
        thread_.join();
        return fired_;
    }

private:
    void watch(Z3_context context, double seconds) {
        std::unique_lock lock(mutex_);
        std::chrono::duration<double> patience(seconds);
        while (!wake_.wait_for(lock, patience, [this] { return done_; })) {
            fired_ = true;
            Z3_interrupt(context);
            patience = std::chrono::duration<double>(0.02);
        }
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    bool done_ = false, fired_ = false;
    std::thread thread_;
};

} // namespace

struct Engine::Handles {
    Z3_context context = nullptr;
    Z3_solver solver = nullptr;
    Z3_model model = nullptr;
    Z3_sort boolean = nullptr;
    std::vector<Z3_ast> positive, negative;       // by variable number; index 0 unused
    std::unordered_map<unsigned, int> literal_of; // by Z3's number of the tree, for assumptions
    std::vector<Z3_ast> arguments;
    bool spent = false, failed = false;

    Handles();
    ~Handles();
    Z3_ast literal(int number) {
        const auto index = static_cast<std::size_t>(std::abs(number));
        if (number > 0)
            return positive[index];
        if (negative[index] == nullptr) {
            negative[index] = Z3_mk_not(context, positive[index]);
            Z3_inc_ref(context, negative[index]);
        }
        return negative[index];
    }
    void note_error() { failed = failed || Z3_get_error_code(context) != Z3_OK; }
    void keep_model();
};

Engine::Handles::Handles() {
    Z3_config config = Z3_mk_config();
    context = Z3_mk_context_rc(config);
    Z3_del_config(config);
    Z3_set_error_handler(context, keep_the_error_code);
    solver = Z3_mk_solver_for_logic(context, Z3_mk_string_symbol(context, "QF_FD"));
    if (solver == nullptr)
        throw std::logic_error("Z3 does not offer the logic QF_FD");
    Z3_solver_inc_ref(context, solver);
    Z3_params parameters = Z3_mk_params(context);
    Z3_params_inc_ref(context, parameters);
    Z3_params_set_bool(context, parameters, Z3_mk_string_symbol(context, "unsat_core"), true);
    // Failed-literal probing doubles the time on fat trees and gains nothing elsewhere that we measured.
    Z3_params_set_bool(context, parameters, Z3_mk_string_symbol(context, "probing"), false);
    Z3_solver_set_params(context, solver, parameters);
    Z3_params_dec_ref(context, parameters);
    boolean = Z3_mk_bool_sort(context);
    Z3_inc_ref(context, Z3_sort_to_ast(context, boolean));
    positive.push_back(nullptr);
    negative.push_back(nullptr);
}

Engine::Handles::~Handles() {
    if (model != nullptr)
        Z3_model_dec_ref(context, model);
    if (solver != nullptr)
        Z3_solver_dec_ref(context, solver);
    for (Z3_ast tree : positive)
        if (tree != nullptr)
            Z3_dec_ref(context, tree);
    for (Z3_ast tree : negative)
        if (tree != nullptr)
            Z3_dec_ref(context, tree);
    Z3_del_context(context);
}

void Engine::Handles::keep_model() {
    if (model != nullptr)
        Z3_model_dec_ref(context, model);
    model = Z3_solver_get_model(context, solver);
    if (model != nullptr)
        Z3_model_inc_ref(context, model);
    note_error();
}

Engine::Engine() : handles_(std::make_unique<Handles>()) {}
Engine::~Engine() = default;
bool Engine::spent() const { return handles_->spent; }

int Engine::new_variable() {
    Handles& z3 = *handles_;
    const int number = static_cast<int>(z3.positive.size());
    Z3_ast tree = Z3_mk_const(z3.context, Z3_mk_int_symbol(z3.context, number), z3.boolean);
    Z3_inc_ref(z3.context, tree);
    z3.positive.push_back(tree);
    z3.negative.push_back(nullptr);
    return number;
}

void Engine::clause(std::span<const int> literals) {
    Handles& z3 = *handles_;
    z3.arguments.clear();
    for (int number : literals)
        z3.arguments.push_back(z3.literal(number));
    Z3_ast tree = z3.arguments.size() == 1
                      ? z3.arguments.front()
                      : Z3_mk_or(z3.context, static_cast<unsigned>(z3.arguments.size()), z3.arguments.data());
    Z3_solver_assert(z3.context, z3.solver, tree);
    z3.note_error();
}

Answer Engine::check(std::span<const int> assumptions, double seconds) {
    Handles& z3 = *handles_;
    z3.arguments.clear();
    for (int number : assumptions) {
        z3.arguments.push_back(z3.literal(number));
        z3.literal_of[Z3_get_ast_id(z3.context, z3.arguments.back())] = number;
    }
    Watchdog watchdog(z3.context, seconds);
    const Z3_lbool answer = Z3_solver_check_assumptions(
        z3.context, z3.solver, static_cast<unsigned>(z3.arguments.size()), z3.arguments.data());
    z3.spent = watchdog.stop();
    if (!z3.spent)
        z3.note_error();
    if (z3.failed)
        return Answer::gave_up;
    if (answer == Z3_L_TRUE) {
        z3.keep_model();
        return z3.model != nullptr ? Answer::satisfiable : Answer::gave_up;
    }
    if (answer == Z3_L_FALSE)
        return Answer::unsatisfiable;
    return z3.spent ? Answer::timeout : Answer::gave_up;
}

bool Engine::value(int variable) const {
    Handles& z3 = *handles_;
    Z3_func_decl declaration =
        Z3_get_app_decl(z3.context, Z3_to_app(z3.context, z3.positive[static_cast<std::size_t>(variable)]));
    Z3_ast tree = Z3_model_get_const_interp(z3.context, z3.model, declaration);
    return tree != nullptr && Z3_get_bool_value(z3.context, tree) == Z3_L_TRUE;
}

std::vector<int> Engine::core() const {
    Handles& z3 = *handles_;
    std::vector<int> literals;
    Z3_ast_vector trees = Z3_solver_get_unsat_core(z3.context, z3.solver);
    if (trees == nullptr)
        return literals;
    Z3_ast_vector_inc_ref(z3.context, trees);
    for (unsigned i = 0; i < Z3_ast_vector_size(z3.context, trees); ++i) {
        const auto found =
            z3.literal_of.find(Z3_get_ast_id(z3.context, Z3_ast_vector_get(z3.context, trees, i)));
        if (found != z3.literal_of.end())
            literals.push_back(found->second);
    }
    Z3_ast_vector_dec_ref(z3.context, trees);
    return literals;
}

} // namespace smt
