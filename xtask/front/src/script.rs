//! The script that wasm-bindgen writes, without what only people read.

/// Leaves out comments and indentation, line by line: enough for generated code, and nothing that could change it.
pub(crate) fn without_comments(script: &str) -> String {
    let mut short = String::with_capacity(script.len());
    let (mut in_comment, mut in_template) = (false, false);
    for line in script.lines() {
        let text = line.trim();
        if !in_template {
            if in_comment || text.starts_with("/*") {
                in_comment = !text.ends_with("*/");
                continue;
            }
            if text.is_empty() || text.starts_with("//") {
                continue;
            }
        }
        // A template literal keeps its line breaks and spaces.
        let opens_or_ends = text.matches('`').count() % 2 == 1;
        short.push_str(if in_template { line } else { text });
        short.push('\n');
        in_template ^= opens_or_ends;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_and_comments_go() {
        let script = "/**\n * @param {any} x\n */\nexport function f(x) {\n    // why\n    return x / 2; // half\n\n}\n/* one */\n";
        assert_eq!(without_comments(script), "export function f(x) {\nreturn x / 2; // half\n}\n");
    }

    #[test]
    fn template_literals_stay_as_they_are() {
        let script = "  const a = `x`;\n  const b = `one\n    // two\n  three`;\n  done();\n";
        assert_eq!(without_comments(script), "const a = `x`;\nconst b = `one\n    // two\n  three`;\ndone();\n");
    }
}
