//! FNV-1a, because training and the browser must agree on every bit and it needs no tables.

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a of some bytes, 64 bits.
pub(crate) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(OFFSET, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// A running hash, for text that never lies in one piece.
#[derive(Clone, Copy)]
pub(crate) struct Hasher(u64);

impl Hasher {
    /// `kind` keeps a word apart from an n-gram with the same letters.
    pub(crate) fn new(kind: u8) -> Self {
        Self(OFFSET).byte(kind)
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(PRIME))
    }

    pub(crate) fn char(self, c: char) -> Self {
        c.encode_utf8(&mut [0; 4]).bytes().fold(self, Self::byte)
    }

    pub(crate) fn chars(self, chars: &[char]) -> Self {
        chars.iter().fold(self, |hash, &c| hash.char(c))
    }

    /// FNV's low bits mix poorly: the high half is folded in before the bucket is taken.
    pub(crate) fn bucket(self, buckets: u32) -> u32 {
        ((self.0 ^ (self.0 >> 32)) as u32).wrapping_mul(0x9e37_79b1) >> (32 - buckets.trailing_zeros())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_fnv1a() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn buckets_stay_in_range_and_kinds_stay_apart() {
        let chars = ['n', 'o'];
        let word = Hasher::new(b'w').chars(&chars).bucket(1 << 18);
        let gram = Hasher::new(b'g').chars(&chars).bucket(1 << 18);
        assert!(word < 1 << 18 && gram < 1 << 18);
        assert_ne!(word, gram);
    }
}
