// SPDX-License-Identifier: Apache-2.0
// fold.h - one spelling for the many ways in which a text can be typed.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch {

/// Returns the words of `text` in upper case Latin letters and digits, with one
/// blank between words.
///
/// - Accents go (`É` E, `Ł` L, `ß` SS); Cyrillic and Greek become Latin; a full
///   width letter becomes a plain one. Other scripts keep their bytes.
/// - `AE`, `OE`, `UE` and `AA` between consonants become `A`, `O`, `U`, as do
///   `Ä`, `Ö`, `Ü`, `Æ`, `Ø` and `Å`: `Müller`, `Mueller` and `Muller` are one.
/// - Apostrophes vanish (`Int'l` INTL); other punctuation parts words; single
///   letters that are left side by side join (`A.B.C. Co.` ABC CO).
/// - `&` and `+` become the word `&`.
/// - A star at the end of a word, or several inside it, hide the rest of it:
///   `ACM***` becomes `ACM*`. Any other star parts words.
///
/// Bytes that are no UTF-8 part words.  Cost: linear.
std::string FoldName(std::string_view text);

/// Returns the number of characters of a UTF-8 text.
size_t CharacterCount(std::string_view text);

}  // namespace cashmatch
