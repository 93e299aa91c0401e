//! Key storage with a keychain that works, one that is locked, one that hangs, and none.

use tokio::runtime::Runtime;

use super::*;

#[derive(Default)]
struct FakeKeychain {
    keys: Mutex<BTreeMap<String, String>>,
    behaviour: Mutex<Behaviour>,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Behaviour {
    #[default]
    Open,
    /// Opens when the user may be prompted.
    Locked,
    Refusing,
    Hanging,
}

impl FakeKeychain {
    fn answer<T: Send + 'static>(&self, may_prompt: bool, value: T) -> KeychainFuture<T> {
        let behaviour = *self.behaviour.lock().unwrap();
        Box::pin(async move {
            match behaviour {
                Behaviour::Hanging => std::future::pending().await,
                Behaviour::Refusing => Err(Unavailable),
                Behaviour::Locked if !may_prompt => Err(Unavailable),
                _ => Ok(value),
            }
        })
    }

    fn is_open(&self, may_prompt: bool) -> bool {
        let behaviour = *self.behaviour.lock().unwrap();
        behaviour == Behaviour::Open || (behaviour == Behaviour::Locked && may_prompt)
    }

    fn get(&self, origin: &str) -> Option<String> {
        self.keys.lock().unwrap().get(origin).cloned()
    }
}

impl Keychain for FakeKeychain {
    fn read(&self, origin: String, may_prompt: bool) -> KeychainFuture<Option<Zeroizing<String>>> {
        self.answer(may_prompt, self.get(&origin).map(Zeroizing::new))
    }
    fn write(&self, origin: String, key: Zeroizing<String>, may_prompt: bool) -> KeychainFuture<()> {
        if self.is_open(may_prompt) {
            self.keys.lock().unwrap().insert(origin, key.as_str().to_owned());
        }
        self.answer(may_prompt, ())
    }
    fn remove(&self, origin: String) -> KeychainFuture<()> {
        if self.is_open(true) {
            self.keys.lock().unwrap().remove(&origin);
        }
        self.answer(true, ())
    }
}

const A: &str = "https://a";

struct Fixture {
    folder: tempfile::TempDir,
    runtime: Runtime,
    fake: Arc<FakeKeychain>,
}

impl Fixture {
    fn new(behaviour: Behaviour) -> Self {
        let fake = FakeKeychain { behaviour: Mutex::new(behaviour), ..FakeKeychain::default() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { folder: tempfile::tempdir().unwrap(), runtime, fake: Arc::new(fake) }
    }

    fn open(&self) -> Secrets {
        Secrets::open_with_timeout(
            self.folder.path(),
            Some(self.fake.clone()),
            Duration::from_millis(20),
            Disk::default(),
        )
    }

    fn plain(&self) -> Secrets {
        Secrets::open(self.folder.path(), None, Disk::default())
    }

    fn set(&self, secrets: &Secrets, key: &str) {
        secrets.set(self.runtime.handle(), A, key).unwrap();
    }

    /// Lets every task of the runtime end.
    fn settle(&self, secrets: &Secrets) {
        self.runtime.block_on(async {
            tokio::time::sleep(Duration::from_millis(1)).await;
            while !secrets.state().pending.is_empty() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            drop(secrets.inner.keychain_lock.lock().await);
        });
    }

    fn key(&self, secrets: &Secrets) -> Outcome<Option<String>> {
        Ok(self.runtime.block_on(secrets.key_for(A))?.map(|key| key.to_string()))
    }

    fn is_on_disk(&self, secret: &str) -> bool {
        let files = fs::read_dir(self.folder.path()).unwrap().flatten();
        files.into_iter().any(|file| fs::read_to_string(file.path()).unwrap().contains(secret))
    }
}

fn some(key: &str) -> Outcome<Option<String>> {
    Ok(Some(key.into()))
}

#[test]
fn a_key_survives_and_belongs_to_one_origin() {
    let fixture = Fixture::new(Behaviour::Open);
    fixture.set(&fixture.plain(), " Bearer sk-1 \n");
    let again = fixture.plain();
    assert_eq!(fixture.key(&again), some("sk-1"));
    assert!(!again.has("https://a:8443") && !again.has("http://a"));
    fixture.set(&again, "");
    assert!(!fixture.plain().has(A));
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new(Behaviour::Open);
    fixture.set(&fixture.plain(), "sk-1");
    let secrets = fixture.open();
    fixture.set(&secrets, "sk-2");
    fixture.settle(&secrets);
    fixture.set(&fixture.plain(), "sk-3");
    let files: Vec<_> = fs::read_dir(fixture.folder.path()).unwrap().flatten().collect();
    // No temporary copy stays behind.
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| file.metadata().unwrap().permissions().mode() & 0o777 == 0o600));
}

#[test]
fn a_key_that_cannot_stand_in_a_header_is_refused_without_repeating_it() {
    let fixture = Fixture::new(Behaviour::Open);
    for bad in ["planted key", "clé", &"k".repeat(5_000)] {
        let error = fixture.plain().set(fixture.runtime.handle(), A, bad).unwrap_err();
        assert!(!format!("{error:?}").contains("planted"));
    }
}

#[test]
fn a_key_in_the_keychain_is_never_on_the_disk() {
    let fixture = Fixture::new(Behaviour::Open);
    let secrets = fixture.open();
    fixture.set(&secrets, "sk-planted");
    // At once, before the keychain has been called.
    assert!(secrets.has(A));
    assert_eq!(fixture.key(&secrets), some("sk-planted"));
    fixture.settle(&secrets);
    assert_eq!(fixture.fake.get(A).as_deref(), Some("sk-planted"));
    assert!(!fixture.is_on_disk("sk-planted"));
    let again = fixture.open();
    assert!(again.has(A));
    assert_eq!(fixture.key(&again), some("sk-planted"));
    fixture.set(&again, "");
    assert!(!again.has(A));
    fixture.settle(&again);
    assert_eq!((fixture.fake.get(A), fixture.open().has(A)), (None, false));
}

#[test]
fn a_key_goes_to_the_file_while_the_keychain_fails_and_moves_back_later() {
    for behaviour in [Behaviour::Refusing, Behaviour::Hanging] {
        let fixture = Fixture::new(behaviour);
        let secrets = fixture.open();
        fixture.set(&secrets, "sk-planted");
        fixture.settle(&secrets);
        assert!(fixture.is_on_disk("sk-planted"));
        assert_eq!(fixture.key(&fixture.open()), some("sk-planted"));
        *fixture.fake.behaviour.lock().unwrap() = Behaviour::Open;
        let again = fixture.open();
        again.spawn_move_to_keychain(fixture.runtime.handle());
        fixture.settle(&again);
        assert_eq!(fixture.fake.get(A).as_deref(), Some("sk-planted"));
        assert!(!fixture.is_on_disk("sk-planted"));
        assert_eq!(fixture.key(&fixture.open()), some("sk-planted"));
    }
}

#[test]
fn loading_never_prompts_for_a_password() {
    let fixture = Fixture::new(Behaviour::Locked);
    fixture.set(&fixture.plain(), "sk-planted");
    let secrets = fixture.open();
    secrets.spawn_move_to_keychain(fixture.runtime.handle());
    fixture.settle(&secrets);
    assert_eq!(fixture.fake.get(A), None);
    assert_eq!(fixture.key(&secrets), some("sk-planted"));
}

#[test]
fn a_keychain_that_does_not_answer_is_an_error_and_one_without_the_key_is_not() {
    let fixture = Fixture::new(Behaviour::Open);
    let secrets = fixture.open();
    fixture.set(&secrets, "sk-1");
    fixture.settle(&secrets);
    *fixture.fake.behaviour.lock().unwrap() = Behaviour::Hanging;
    assert_eq!(fixture.key(&fixture.open()).unwrap_err().code, Code::KeyUnavailable);
    *fixture.fake.behaviour.lock().unwrap() = Behaviour::Open;
    fixture.fake.keys.lock().unwrap().clear();
    let again = fixture.open();
    assert_eq!(fixture.key(&again), Ok(None));
    assert!(!again.has(A));
}

#[test]
fn a_key_that_is_pending_at_unload_is_written_to_the_file() {
    let fixture = Fixture::new(Behaviour::Hanging);
    let secrets = fixture.open();
    fixture.set(&secrets, "sk-planted");
    secrets.close();
    assert!(fixture.is_on_disk("sk-planted"));
}

#[test]
fn the_last_change_wins() {
    let fixture = Fixture::new(Behaviour::Open);
    let secrets = fixture.open();
    for key in ["sk-1", "sk-2", "", "sk-3"] {
        fixture.set(&secrets, key);
    }
    fixture.settle(&secrets);
    assert_eq!(fixture.fake.get(A).as_deref(), Some("sk-3"));
    assert_eq!(fixture.key(&fixture.open()), some("sk-3"));
    assert!(!fixture.is_on_disk("sk-"));
}

/// Scans the writable memory of this process. The key exists here only XORed, so that the search does not find itself.
#[cfg(target_os = "linux")]
fn copies_in_memory(masked: &[u8]) -> usize {
    use std::io::{Read, Seek, SeekFrom};
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = fs::File::open("/proc/self/mem").unwrap();
    let mut found = 0;
    for line in maps.lines().filter(|line| line.contains(" rw-p ")) {
        let (start, end) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap().min(256 << 20)];
        if memory.seek(SeekFrom::Start(start)).is_err() || memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        let is_copy = |window: &&[u8]| window.iter().zip(masked).all(|(byte, mask)| byte ^ 0x55 == *mask);
        found += bytes.windows(masked.len()).filter(is_copy).count();
        // Or the next region would find the copy in this buffer.
        bytes.fill(0);
    }
    found
}

#[cfg(target_os = "linux")]
#[test]
fn no_copy_of_a_key_is_left_in_memory_when_nothing_holds_it() {
    let test = Fixture::new(Behaviour::default());
    let masked: Vec<u8> = (0..80u8).map(|n| (b'a' + n % 26) ^ 0x55 ^ u8::from(n % 7 == 0)).collect();
    let key = || Zeroizing::new(masked.iter().map(|byte| char::from(byte ^ 0x55)).collect::<String>());
    // The allocator writes over the beginning of what is freed.
    let tail = &masked[32..];
    {
        let secrets = test.plain();
        secrets.set(test.runtime.handle(), A, &key()).unwrap();
        secrets.set(test.runtime.handle(), "https://b", "sk-other").unwrap();
        let reopened = test.plain();
        for secrets in [&secrets, &reopened] {
            let read = test.runtime.block_on(secrets.key_for(A)).unwrap().unwrap();
            let text = crate::redact::provider_text("a refusal", "a fox", Some(&read));
            assert_eq!(text, "a refusal");
        }
        assert!(copies_in_memory(tail) > 0, "the search finds what is held");
    }
    assert_eq!(copies_in_memory(tail), 0);
}
