// Holds JSON documents against a schema (draft 7): validate SCHEMA DOCUMENT... Says what is wrong and where.
#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

nlohmann::json read(const std::string& path) {
    std::ifstream file(path);
    return nlohmann::json::parse(file);
}

bool agrees(const valijson::Schema& schema, const std::string& path) {
    const nlohmann::json document = read(path);
    valijson::Validator validator;
    valijson::ValidationResults faults;
    if (validator.validate(schema, Adapter(document), &faults))
        return true;
    valijson::ValidationResults::Error fault;
    while (faults.popError(fault)) {
        std::cerr << path << ": ";
        for (const std::string& step : fault.context)
            std::cerr << step;
        std::cerr << ": " << fault.description << "\n";
    }
    return false;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 3)
        return 2;
    try {
        const nlohmann::json text = read(arguments[1]);
        valijson::Schema schema;
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(text), schema);
        bool good = true;
        for (int i = 2; i < count; ++i)
            good = agrees(schema, arguments[i]) && good;
        return good ? 0 : 1;
    } catch (const std::exception& fault) {
        std::cerr << fault.what() << "\n";
        return 2;
    }
}
