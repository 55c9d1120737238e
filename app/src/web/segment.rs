/// A text as one part of an address, so that nothing in it has a meaning in an address.
pub(crate) fn segment(text: &str) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for half in [byte >> 4, byte & 15] {
                address.extend(DIGITS.get(usize::from(half)));
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_it_has_a_meaning() {
        assert_eq!(super::segment("4548-4"), "4548-4");
        assert_eq!(super::segment("a/b c?d%é"), "a%2Fb%20c%3Fd%25%C3%A9");
    }
}
