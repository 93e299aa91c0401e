//! Encryption between us and the Secret Service, "dh-ietf1024-sha256-aes128-cbc-pkcs7" of its specification: a key passes
//! through the bus and through message buffers encrypted only.

use aes::Aes128;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockDecryptMut, BlockEncryptMut, KeyIvInit};
use crypto_bigint::modular::ConstMontyForm;
use crypto_bigint::{impl_modulus, U1024, U256};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use super::Unavailable;

pub const ALGORITHM: &str = "dh-ietf1024-sha256-aes128-cbc-pkcs7";
const BLOCK: usize = 16;
const GENERATOR: U1024 = U1024::from_u8(2);

// The second Oakley group, RFC 2409.
impl_modulus!(
    Oakley2,
    U1024,
    "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74\
     020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437\
     4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed\
     ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff"
);

fn power(base: &U1024, exponent: &U256) -> U1024 {
    ConstMontyForm::<Oakley2, { U1024::LIMBS }>::new(base).pow(exponent).retrieve()
}

/// Our half of the key agreement. The exponent of 256 bits is more than the group itself gives security.
pub struct KeyPair {
    private: Zeroizing<U256>,
}

impl KeyPair {
    pub fn generate() -> Result<Self, Unavailable> {
        let mut bytes = Zeroizing::new([0; U256::BYTES]);
        getrandom::fill(&mut *bytes).map_err(|_| Unavailable)?;
        Ok(Self { private: Zeroizing::new(U256::from_be_slice(&*bytes)) })
    }

    pub fn public(&self) -> Vec<u8> {
        power(&GENERATOR, &self.private).to_be_bytes().to_vec()
    }

    /// The other side may leave out leading zeros.
    pub fn agree(&self, other: &[u8]) -> Result<SessionKey, Unavailable> {
        let mut padded = [0; U1024::BYTES];
        let at = padded.len().checked_sub(other.len()).ok_or(Unavailable)?;
        padded.get_mut(at..).ok_or(Unavailable)?.copy_from_slice(other);
        let other = U1024::from_be_slice(&padded);
        // 0, 1 and -1 would make a secret that anyone knows.
        let most = <Oakley2 as crypto_bigint::modular::ConstMontyParams<{ U1024::LIMBS }>>::MODULUS;
        if other <= U1024::ONE || other >= most.wrapping_sub(&U1024::ONE) {
            return Err(Unavailable);
        }
        let shared = Zeroizing::new(power(&other, &self.private));
        let mut bytes = Zeroizing::new(shared.to_be_bytes());
        let mut key = Zeroizing::new([0; BLOCK]);
        let derived = Hkdf::<Sha256>::new(None, &*bytes).expand(&[], &mut *key);
        bytes.zeroize();
        derived.map_err(|_| Unavailable)?;
        Ok(SessionKey { key })
    }
}

pub struct SessionKey {
    key: Zeroizing<[u8; BLOCK]>,
}

impl SessionKey {
    /// Returns the initialisation vector and the encrypted bytes.
    pub fn encrypt(&self, secret: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Unavailable> {
        let mut iv = [0; BLOCK];
        getrandom::fill(&mut iv).map_err(|_| Unavailable)?;
        let length = secret.len();
        // Encrypted in place, so that no copy of the secret is left.
        let mut buffer = Zeroizing::new(Vec::with_capacity(length + BLOCK));
        buffer.extend_from_slice(secret);
        buffer.resize(length + BLOCK, 0);
        let cipher = cbc::Encryptor::<Aes128>::new((&*self.key).into(), &iv.into());
        let encrypted = cipher.encrypt_padded_mut::<Pkcs7>(&mut buffer, length).map_err(|_| Unavailable)?;
        Ok((iv.to_vec(), encrypted.to_vec()))
    }

    pub fn decrypt(&self, iv: &[u8], encrypted: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, Unavailable> {
        let iv: [u8; BLOCK] = iv.try_into().map_err(|_| Unavailable)?;
        let mut buffer = Zeroizing::new(encrypted);
        let cipher = cbc::Decryptor::<Aes128>::new((&*self.key).into(), &iv.into());
        let length = cipher.decrypt_padded_mut::<Pkcs7>(&mut buffer).map_err(|_| Unavailable)?.len();
        buffer.truncate(length);
        Ok(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_agree_on_a_key_and_secrets_of_every_length_survive() {
        let (ours, theirs) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        let (here, there) = (ours.agree(&theirs.public()).unwrap(), theirs.agree(&ours.public()).unwrap());
        for length in 0..50u8 {
            let secret: Vec<u8> = (0..length).collect();
            let (iv, encrypted) = here.encrypt(&secret).unwrap();
            assert_eq!(*there.decrypt(&iv, encrypted).unwrap(), secret);
        }
    }

    #[test]
    fn wrong_keys_vectors_and_lengths_are_refused() {
        let pair = KeyPair::generate().unwrap();
        let modulus = <Oakley2 as crypto_bigint::modular::ConstMontyParams<{ U1024::LIMBS }>>::MODULUS;
        let minus_one = modulus.wrapping_sub(&U1024::ONE).to_be_bytes().to_vec();
        for weak in [vec![], vec![0], vec![1], minus_one, vec![255; 128], vec![2; 129]] {
            assert!(pair.agree(&weak).is_err(), "{weak:?}");
        }
        let session = pair.agree(&[2]).unwrap();
        let (iv, encrypted) = session.encrypt(b"secret").unwrap();
        assert!(session.decrypt(&iv[1..], encrypted.clone()).is_err());
        assert!(session.decrypt(&iv, encrypted[1..].to_vec()).is_err());
        assert!(session.decrypt(&iv, vec![]).is_err());
    }
}
