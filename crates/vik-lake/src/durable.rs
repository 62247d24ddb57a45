//! A local object store whose writes are still there after a power cut.
//!
//! `object_store` 0.13 writes through the page cache and returns: the bytes, and the directory
//! entry that names them, may be lost for tens of seconds after. A `kill -9` test cannot see that.
//! This store syncs the file and every directory that got a new entry before it says "done".

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path as FsPath, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use deltalake::logstore::{ObjectStoreFactory, StorageConfig, object_store_factories};
use deltalake::{DeltaResult, DeltaTableError};
use futures::StreamExt;
use futures::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, RenameOptions, Result, UploadPart,
};
use url::Url;

/// The part of the disk that makes writes permanent; replaced in the crash test.
pub trait Disk: fmt::Debug + Send + Sync + 'static {
    /// Makes the content of a file permanent.
    ///
    /// # Errors
    /// What the system says.
    fn sync_file(&self, path: &FsPath) -> std::io::Result<()>;
    /// Makes the entries of a directory permanent.
    ///
    /// # Errors
    /// What the system says.
    fn sync_directory(&self, path: &FsPath) -> std::io::Result<()>;
}

/// The real disk: `fsync`.
#[derive(Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn sync_file(&self, path: &FsPath) -> std::io::Result<()> {
        std::fs::File::open(path)?.sync_all()
    }
    fn sync_directory(&self, path: &FsPath) -> std::io::Result<()> {
        std::fs::File::open(path)?.sync_all()
    }
}

/// A [`LocalFileSystem`] that syncs file and directories after each write.
///
/// # Guarantee
/// When a put, copy, rename or completed multipart upload returns, its content and its name survive
/// a loss of power, provided the disk keeps what it acknowledged.
#[derive(Debug)]
pub struct DurableLocalStore {
    inner: Arc<LocalFileSystem>,
    disk: Arc<dyn Disk>,
}

impl DurableLocalStore {
    /// A store over the whole file system, as Delta expects it.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk>) -> Self {
        Self {
            inner: Arc::new(LocalFileSystem::new()),
            disk,
        }
    }

    fn file(&self, location: &Path) -> Result<PathBuf> {
        self.inner.path_to_filesystem(location)
    }

    /// The directories above `file` that do not exist yet, and the first that does: all of them
    /// get a new entry when the file is written.
    fn changed_directories(file: &FsPath) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        for directory in file.ancestors().skip(1) {
            changed.push(directory.to_path_buf());
            if directory.exists() {
                break;
            }
        }
        changed
    }
}

async fn sync(
    disk: Arc<dyn Disk>,
    file: Option<PathBuf>,
    directories: BTreeSet<PathBuf>,
) -> Result<()> {
    let done = tokio::task::spawn_blocking(move || {
        if let Some(file) = file {
            disk.sync_file(&file)?;
        }
        directories
            .iter()
            .rev()
            .try_for_each(|directory| disk.sync_directory(directory))
    })
    .await;
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| object_store::Error::Generic {
        store: "durable",
        source,
    };
    done.map_err(|e| failed(Box::new(e)))?
        .map_err(|e| failed(Box::new(e)))
}

impl fmt::Display for DurableLocalStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DurableLocalStore")
    }
}

#[async_trait]
impl ObjectStore for DurableLocalStore {
    async fn put_opts(
        &self,
        location: &Path,
        payload: PutPayload,
        opts: PutOptions,
    ) -> Result<PutResult> {
        let file = self.file(location)?;
        let directories = Self::changed_directories(&file);
        let result = self.inner.put_opts(location, payload, opts).await?;
        sync(
            self.disk.clone(),
            Some(file),
            directories.into_iter().collect(),
        )
        .await?;
        Ok(result)
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        opts: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        let file = self.file(location)?;
        let directories = Self::changed_directories(&file);
        let inner = self.inner.put_multipart_opts(location, opts).await?;
        Ok(Box::new(DurableUpload {
            inner,
            disk: self.disk.clone(),
            file,
            directories,
        }))
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.inner.get_opts(location, options).await
    }

    fn delete_stream(
        &self,
        locations: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        let (disk, inner) = (self.disk.clone(), self.inner.clone());
        self.inner
            .delete_stream(locations)
            .then(move |deleted| {
                let (disk, inner) = (disk.clone(), inner.clone());
                async move {
                    let location = deleted?;
                    let parent = inner
                        .path_to_filesystem(&location)?
                        .parent()
                        .map(FsPath::to_path_buf);
                    sync(
                        disk,
                        None,
                        parent.into_iter().filter(|p| p.exists()).collect(),
                    )
                    .await?;
                    Ok(location)
                }
            })
            .boxed()
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        let file = self.file(to)?;
        let directories = Self::changed_directories(&file);
        self.inner.copy_opts(from, to, options).await?;
        sync(
            self.disk.clone(),
            Some(file),
            directories.into_iter().collect(),
        )
        .await
    }

    async fn rename_opts(&self, from: &Path, to: &Path, options: RenameOptions) -> Result<()> {
        let (old, file) = (self.file(from)?, self.file(to)?);
        let mut directories: BTreeSet<PathBuf> =
            Self::changed_directories(&file).into_iter().collect();
        directories.extend(old.parent().map(FsPath::to_path_buf));
        self.inner.rename_opts(from, to, options).await?;
        sync(self.disk.clone(), Some(file), directories).await
    }
}

/// A multipart upload that is durable once it is complete.
#[derive(Debug)]
struct DurableUpload {
    inner: Box<dyn MultipartUpload>,
    disk: Arc<dyn Disk>,
    file: PathBuf,
    directories: Vec<PathBuf>,
}

#[async_trait]
impl MultipartUpload for DurableUpload {
    fn put_part(&mut self, data: PutPayload) -> UploadPart {
        self.inner.put_part(data)
    }
    async fn complete(&mut self) -> Result<PutResult> {
        let result = self.inner.complete().await?;
        sync(
            self.disk.clone(),
            Some(self.file.clone()),
            self.directories.iter().cloned().collect(),
        )
        .await?;
        Ok(result)
    }
    async fn abort(&mut self) -> Result<()> {
        self.inner.abort().await
    }
}

/// Hands Delta our store for every `file://` table of this process. Idempotent.
pub fn register(disk: Arc<dyn Disk>) {
    if let Ok(scheme) = Url::parse("file://") {
        object_store_factories().insert(scheme, Arc::new(Factory(disk)));
    }
}

struct Factory(Arc<dyn Disk>);

impl ObjectStoreFactory for Factory {
    fn parse_url_opts(
        &self,
        url: &Url,
        _config: &StorageConfig,
    ) -> DeltaResult<(Arc<dyn ObjectStore>, Path)> {
        let path = Path::from_url_path(url.path())
            .map_err(|_| DeltaTableError::InvalidTableLocation(url.to_string()))?;
        Ok((Arc::new(DurableLocalStore::new(self.0.clone())), path))
    }
}
