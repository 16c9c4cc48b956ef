#pragma once
// The pages of `pages.hpp`, in the parts they are written in.

#include "dsl/pages.hpp"

namespace dsl {

const std::vector<Page>&
pages_of_files(); ///< VN0001 to VN0011: files, signs, blocks; VN003x: include, change
const std::vector<Page>& pages_of_words();   ///< VN0012 to VN0023: words and their arguments
const std::vector<Page>& pages_of_loops();   ///< VN0040 to VN0055: tables, loops, `member`
const std::vector<Page>& pages_of_imports(); ///< VN0056 to VN0059: pasted texts

} // namespace dsl
