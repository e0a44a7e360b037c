using Tarn.Storage.Local;

namespace Tarn.Storage.Tests.Local;

public sealed class LocalObjectStoreTests : ObjectStoreConformance, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tarn-local-");
    private readonly LocalObjectStore _store;

    public LocalObjectStoreTests() => _store = new LocalObjectStore(Root);

    protected override IObjectStore Store => _store;

    private string Root => Path.Join(_folder.FullName, "deep", "lake");

    private string Temporary => Path.Join(Root, ".tarn-tmp");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_object_is_a_file_of_the_same_name()
    {
        await _store.CreateAsync("tables/x=1/part.parquet", Bytes("rows"));
        (await File.ReadAllTextAsync(Path.Join(Root, "tables/x=1/part.parquet"))).ShouldBe("rows");
        _store.Location.ShouldBe("file://" + Root);
    }

    [Fact]
    public async Task Nothing_is_left_beside_after_a_write_or_a_lost_race()
    {
        await _store.CreateAsync("o", Bytes("x"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(racer => _store.CreateAsync("p", Bytes($"{racer}"))));
        Directory.GetFiles(Temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_crashed_writer_left_is_never_listed_and_goes_when_it_is_old()
    {
        await _store.CreateAsync("o", Bytes("x"));
        var (old, young) = (Path.Join(Temporary, "old"), Path.Join(Temporary, "young"));
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(young, "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-3));

        (await KeysAsync("")).ShouldBe(["o"]);
        (await _store.RemoveLeftoversAsync(DateTimeOffset.UtcNow.AddHours(-1))).ShouldBe(1);
        File.Exists(old).ShouldBeFalse();
        File.Exists(young).ShouldBeTrue();
    }

    [Fact]
    public async Task Foreign_files_whose_names_are_no_keys_are_not_listed()
    {
        await _store.CreateAsync("a/o", Bytes("x"));
        await File.WriteAllTextAsync(Path.Join(Root, "a", "some note.txt"), "x");
        (await KeysAsync("")).ShouldBe(["a/o"]);
    }

    [Fact]
    public async Task A_list_opens_no_folder_it_does_not_need()
    {
        Assert.SkipWhen(Environment.UserName == "root" || OperatingSystem.IsWindows(), "root is refused nothing");
        await _store.CreateAsync("refs/branch/main/1", Bytes("x"));
        await _store.CreateAsync("refs/branch/other/1", Bytes("x"));
        await _store.CreateAsync("zzz/1", Bytes("x"));
        Seal("refs/branch/other", "zzz");
        (await KeysAsync("refs/branch/main/")).ShouldBe(["refs/branch/main/1"]);
        (await Store.ListAsync("").FirstAsync()).Key.ShouldBe("refs/branch/main/1");
        Unseal("refs/branch/other", "zzz");
    }

    [Fact]
    public async Task A_refusal_of_the_file_system_is_an_IOException_that_names_the_place()
    {
        Assert.SkipWhen(Environment.UserName == "root" || OperatingSystem.IsWindows(), "root is refused nothing");
        await _store.CreateAsync("locked/o", Bytes("x"));
        Seal("locked");
        (await Should.ThrowAsync<IOException>(() => _store.CreateAsync("locked/p", Bytes("x")))).Message.ShouldContain("locked/p");
        Unseal("locked");
    }

    [Fact]
    public async Task A_missing_local_file_is_an_IOException_and_leaves_nothing()
    {
        await Should.ThrowAsync<IOException>(() => _store.CreateFromFileAsync("x/o", Path.Join(_folder.FullName, "missing")));
        (await KeysAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_on_another_file_system_is_copied()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "there is no second file system here");
        var file = $"/dev/shm/tarn-{Path.GetRandomFileName()}";
        await File.WriteAllTextAsync(file, "rows");
        (await _store.CreateFromFileAsync("t/o", file)).ShouldBeTrue();
        File.Exists(file).ShouldBeFalse();
        Text(await _store.ReadAsync("t/o")).ShouldBe("rows");
        Directory.GetFiles(Temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_symbolic_link_gives_its_bytes_not_itself()
    {
        var (file, link) = (Path.Join(_folder.FullName, "real"), Path.Join(_folder.FullName, "link"));
        await File.WriteAllTextAsync(file, "rows");
        File.CreateSymbolicLink(link, file);
        (await _store.CreateFromFileAsync("t/o", link)).ShouldBeTrue();
        File.Delete(file);
        Text(await _store.ReadAsync("t/o")).ShouldBe("rows");
    }

    [Fact]
    public async Task A_key_that_is_a_folder_or_lies_under_an_object_is_refused_loudly()
    {
        await _store.CreateAsync("a/b", Bytes("x"));
        await Should.ThrowAsync<IOException>(() => _store.CreateAsync("a", Bytes("x")));
        await Should.ThrowAsync<IOException>(() => _store.CreateAsync("a/b/c", Bytes("x")));
    }

    [Fact]
    public async Task A_folder_that_somebody_removed_is_made_again()
    {
        await _store.CreateAsync("a/b", Bytes("x"));
        Directory.Delete(Root, recursive: true);
        (await _store.CreateAsync("a/b", Bytes("y"))).ShouldBeTrue();
        Text(await _store.ReadAsync("a/b")).ShouldBe("y");
    }

    private void Seal(params string[] folders)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var folder in folders)
            File.SetUnixFileMode(Path.Join(Root, folder), UnixFileMode.None);
    }

    private void Unseal(params string[] folders)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var folder in folders)
            File.SetUnixFileMode(Path.Join(Root, folder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
