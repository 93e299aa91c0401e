//! Where a key lies, with a keychain that works, one that is locked, one that hangs, and none.

use tokio::runtime::Runtime;

use super::*;

#[derive(Default)]
struct Fake {
    keys: Mutex<BTreeMap<String, String>>,
    mood: Mutex<Mood>,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Mood {
    #[default]
    Open,
    /// Open for who may ask.
    Locked,
    Refusing,
    Hanging,
}

impl Fake {
    fn answer<T: Send + 'static>(&self, may_ask: bool, value: T) -> Answer<T> {
        let mood = *self.mood.lock().unwrap();
        Box::pin(async move {
            match mood {
                Mood::Hanging => std::future::pending().await,
                Mood::Refusing => Err(Unavailable),
                Mood::Locked if !may_ask => Err(Unavailable),
                _ => Ok(value),
            }
        })
    }

    fn is_open(&self, may_ask: bool) -> bool {
        let mood = *self.mood.lock().unwrap();
        mood == Mood::Open || (mood == Mood::Locked && may_ask)
    }

    fn get(&self, origin: &str) -> Option<String> {
        self.keys.lock().unwrap().get(origin).cloned()
    }
}

impl Keychain for Fake {
    fn read(&self, origin: String, may_ask: bool) -> Answer<Option<Zeroizing<String>>> {
        self.answer(may_ask, self.get(&origin).map(Zeroizing::new))
    }
    fn write(&self, origin: String, key: Zeroizing<String>, may_ask: bool) -> Answer<()> {
        if self.is_open(may_ask) {
            self.keys.lock().unwrap().insert(origin, key.as_str().to_owned());
        }
        self.answer(may_ask, ())
    }
    fn remove(&self, origin: String) -> Answer<()> {
        if self.is_open(true) {
            self.keys.lock().unwrap().remove(&origin);
        }
        self.answer(true, ())
    }
}

const A: &str = "https://a";

struct Room {
    folder: tempfile::TempDir,
    runtime: Runtime,
    fake: Arc<Fake>,
}

impl Room {
    fn new(mood: Mood) -> Self {
        let fake = Fake { mood: Mutex::new(mood), ..Fake::default() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { folder: tempfile::tempdir().unwrap(), runtime, fake: Arc::new(fake) }
    }

    fn open(&self) -> Secrets {
        Secrets::open_with(self.folder.path(), Some(self.fake.clone()), Duration::from_millis(20))
    }

    fn plain(&self) -> Secrets {
        Secrets::open(self.folder.path(), None)
    }

    fn set(&self, secrets: &Secrets, key: &str) {
        secrets.set(self.runtime.handle(), A, key).unwrap();
    }

    /// Lets every task of the runtime come to its end.
    fn settle(&self, secrets: &Secrets) {
        self.runtime.block_on(async {
            tokio::time::sleep(Duration::from_millis(1)).await;
            while !secrets.state().moving.is_empty() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            drop(secrets.inner.turn.lock().await);
        });
    }

    fn key(&self, secrets: &Secrets) -> Outcome<Option<String>> {
        self.runtime.block_on(secrets.key_for(A))
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
    let room = Room::new(Mood::Open);
    room.set(&room.plain(), " Bearer sk-1 \n");
    let again = room.plain();
    assert_eq!(room.key(&again), some("sk-1"));
    assert!(!again.has("https://a:8443") && !again.has("http://a"));
    room.set(&again, "");
    assert!(!room.plain().has(A));
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new(Mood::Open);
    room.set(&room.plain(), "sk-1");
    let secrets = room.open();
    room.set(&secrets, "sk-2");
    room.settle(&secrets);
    room.set(&room.plain(), "sk-3");
    let files: Vec<_> = fs::read_dir(room.folder.path()).unwrap().flatten().collect();
    // No temporary copy stays behind.
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| file.metadata().unwrap().permissions().mode() & 0o777 == 0o600));
}

#[test]
fn a_key_that_cannot_stand_in_a_header_is_refused_without_repeating_it() {
    let room = Room::new(Mood::Open);
    for bad in ["planted key", "clé", &"k".repeat(5_000)] {
        let error = room.plain().set(room.runtime.handle(), A, bad).unwrap_err();
        assert!(!format!("{error:?}").contains("planted"));
    }
}

#[test]
fn the_keychain_takes_the_key_and_the_disk_never_sees_it() {
    let room = Room::new(Mood::Open);
    let secrets = room.open();
    room.set(&secrets, "sk-planted");
    // At once, before the keychain was asked.
    assert!(secrets.has(A));
    assert_eq!(room.key(&secrets), some("sk-planted"));
    room.settle(&secrets);
    assert_eq!(room.fake.get(A).as_deref(), Some("sk-planted"));
    assert!(!room.is_on_disk("sk-planted"));
    let again = room.open();
    assert!(again.has(A));
    assert_eq!(room.key(&again), some("sk-planted"));
    room.set(&again, "");
    assert!(!again.has(A));
    room.settle(&again);
    assert_eq!((room.fake.get(A), room.open().has(A)), (None, false));
}

#[test]
fn where_the_keychain_fails_the_file_takes_its_place_and_later_gives_it_back() {
    for mood in [Mood::Refusing, Mood::Hanging] {
        let room = Room::new(mood);
        let secrets = room.open();
        room.set(&secrets, "sk-planted");
        room.settle(&secrets);
        assert!(room.is_on_disk("sk-planted"));
        assert_eq!(room.key(&room.open()), some("sk-planted"));
        *room.fake.mood.lock().unwrap() = Mood::Open;
        let again = room.open();
        again.move_all_soon(room.runtime.handle());
        room.settle(&again);
        assert_eq!(room.fake.get(A).as_deref(), Some("sk-planted"));
        assert!(!room.is_on_disk("sk-planted"));
        assert_eq!(room.key(&room.open()), some("sk-planted"));
    }
}

#[test]
fn at_load_nobody_is_asked_for_a_password() {
    let room = Room::new(Mood::Locked);
    room.set(&room.plain(), "sk-planted");
    let secrets = room.open();
    secrets.move_all_soon(room.runtime.handle());
    room.settle(&secrets);
    assert_eq!(room.fake.get(A), None);
    assert_eq!(room.key(&secrets), some("sk-planted"));
}

#[test]
fn a_keychain_that_gives_nothing_is_told_and_one_without_the_key_is_believed() {
    let room = Room::new(Mood::Open);
    let secrets = room.open();
    room.set(&secrets, "sk-1");
    room.settle(&secrets);
    *room.fake.mood.lock().unwrap() = Mood::Hanging;
    assert_eq!(room.key(&room.open()).unwrap_err().code, Code::KeyUnavailable);
    *room.fake.mood.lock().unwrap() = Mood::Open;
    room.fake.keys.lock().unwrap().clear();
    let again = room.open();
    assert_eq!(room.key(&again), Ok(None));
    assert!(!again.has(A));
}

#[test]
fn what_is_on_its_way_at_unload_is_in_the_file() {
    let room = Room::new(Mood::Hanging);
    let secrets = room.open();
    room.set(&secrets, "sk-planted");
    secrets.close();
    assert!(room.is_on_disk("sk-planted"));
}

#[test]
fn the_last_word_counts() {
    let room = Room::new(Mood::Open);
    let secrets = room.open();
    for key in ["sk-1", "sk-2", "", "sk-3"] {
        room.set(&secrets, key);
    }
    room.settle(&secrets);
    assert_eq!(room.fake.get(A).as_deref(), Some("sk-3"));
    assert_eq!(room.key(&room.open()), some("sk-3"));
    assert!(!room.is_on_disk("sk-"));
}
