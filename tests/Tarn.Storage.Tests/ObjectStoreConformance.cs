using System.Text;

namespace Tarn.Storage.Tests;

/// <summary>What every store promises. A store's own tests derive from this.</summary>
public abstract class ObjectStoreConformance
{
    protected abstract IObjectStore Store { get; }

    [Fact]
    public async Task An_object_is_created_once_and_read_back_whole()
    {
        (await Store.CreateAsync("a/b.json", Bytes("first"))).ShouldBeTrue();
        (await Store.CreateAsync("a/b.json", Bytes("second"))).ShouldBeFalse();
        Text(await Store.ReadAsync("a/b.json")).ShouldBe("first");
        (await Store.SizeAsync("a/b.json")).ShouldBe(5);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await Store.CreateAsync("folder/object", Bytes("x"));
        foreach (var key in new[] { "no", "no/such/object", "folder" })
        {
            (await Store.SizeAsync(key)).ShouldBeNull();
            (await Should.ThrowAsync<ObjectNotFoundException>(() => Store.ReadAsync(key))).Location.ShouldBe($"{Store.Location}/{key}");
            await Should.ThrowAsync<ObjectNotFoundException>(() => Store.ReadRangeAsync(key, 0, 1));
            await Should.ThrowAsync<ObjectNotFoundException>(() => Store.LocalPathAsync(key));
        }
    }

    [Fact]
    public async Task A_range_is_cut_where_the_object_ends()
    {
        await Store.CreateAsync("o", Bytes("0123456789"));
        Text(await Store.ReadRangeAsync("o", 0, 4)).ShouldBe("0123");
        Text(await Store.ReadRangeAsync("o", 8, 4)).ShouldBe("89");
        (await Store.ReadRangeAsync("o", 10, 4)).ShouldBeEmpty();
        (await Store.ReadRangeAsync("o", 99, 4)).ShouldBeEmpty();
        (await Store.ReadRangeAsync("o", 3, 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        (await Store.CreateAsync("empty", ReadOnlyMemory<byte>.Empty)).ShouldBeTrue();
        (await Store.ReadAsync("empty")).ShouldBeEmpty();
        (await Store.SizeAsync("empty")).ShouldBe(0);
        (await KeysAsync("")).ShouldBe(["empty"]);
    }

    [Fact]
    public async Task A_big_object_comes_back_byte_for_byte()
    {
        var content = new byte[9_000_001];
        new Random(7).NextBytes(content);
        await Store.CreateAsync("big", content);
        (await Store.ReadAsync("big")).AsSpan().SequenceEqual(content).ShouldBeTrue();
        (await Store.ReadRangeAsync("big", 8_999_990, 100)).ShouldBe(content[8_999_990..]);
    }

    [Fact]
    public async Task A_list_is_in_ordinal_order_of_the_whole_key()
    {
        string[] keys = ["a-b/1", "a.b", "a/1", "a/10", "a/2", "a/b/c", "a0", "ab", "A/1", "a_b", "a~b/x"];
        foreach (var key in keys)
            await Store.CreateAsync(key, Bytes(key));
        (await KeysAsync("")).ShouldBe(keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_keeps_to_its_prefix_which_need_not_be_a_folder()
    {
        foreach (var key in new[] { "refs/a/1", "refs/a/2", "refs/ab/1", "refs/b/1", "other" })
            await Store.CreateAsync(key, Bytes("x"));
        (await KeysAsync("refs/a/")).ShouldBe(["refs/a/1", "refs/a/2"]);
        (await KeysAsync("refs/a")).ShouldBe(["refs/a/1", "refs/a/2", "refs/ab/1"]);
        (await KeysAsync("refs/a/2")).ShouldBe(["refs/a/2"]);
        (await KeysAsync("refs/none/")).ShouldBeEmpty();
        (await KeysAsync("none")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_starts_at_the_key_it_is_told()
    {
        foreach (var key in new[] { "l/a", "l/b/1", "l/b/2", "l/c", "m" })
            await Store.CreateAsync(key, Bytes("x"));
        (await KeysAsync("l/", "l/b/2")).ShouldBe(["l/b/2", "l/c"]);
        (await KeysAsync("l/", "l/b")).ShouldBe(["l/b/1", "l/b/2", "l/c"]);
        (await KeysAsync("l/", "l/b/10")).ShouldBe(["l/b/2", "l/c"]);
        (await KeysAsync("l/", "a")).ShouldBe(["l/a", "l/b/1", "l/b/2", "l/c"]);
        (await KeysAsync("l/", "z")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_tells_sizes_and_times()
    {
        await Store.CreateAsync("o", Bytes("12345"));
        var entry = await Store.ListAsync("o").SingleAsync();
        entry.Bytes.ShouldBe(5);
        entry.Modified.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_long_list_misses_none()
    {
        var keys = Enumerable.Range(0, 1100).Select(number => $"many/{number:D5}").ToList();
        foreach (var key in keys)
            await Store.CreateAsync(key, ReadOnlyMemory<byte>.Empty);
        (await KeysAsync("many/")).ShouldBe(keys);
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_may_be_created_again()
    {
        await Store.CreateAsync("d/o", Bytes("one"));
        await Store.DeleteAsync("d/o");
        await Store.DeleteAsync("d/o");
        await Store.DeleteAsync("never/was");
        (await Store.SizeAsync("d/o")).ShouldBeNull();
        (await KeysAsync("d/")).ShouldBeEmpty();
        (await Store.CreateAsync("d/o", Bytes("two"))).ShouldBeTrue();
        Text(await Store.ReadAsync("d/o")).ShouldBe("two");
    }

    [Fact]
    public async Task A_race_to_create_has_one_winner_and_his_bytes_stay()
    {
        for (var round = 0; round < 20; round++)
        {
            var key = $"race/{round}";
            var won = await Task.WhenAll(Enumerable.Range(0, 8)
                .Select(racer => Task.Run(() => Store.CreateAsync(key, Bytes($"racer {racer}")))));
            won.Count(one => one).ShouldBe(1);
            Text(await Store.ReadAsync(key)).ShouldBe($"racer {Array.IndexOf(won, true)}");
        }
    }

    [Fact]
    public async Task A_file_becomes_an_object_and_is_gone_after()
    {
        var folder = Directory.CreateTempSubdirectory("tarn-test-");
        try
        {
            var file = Path.Join(folder.FullName, "data.parquet");
            await File.WriteAllTextAsync(file, "rows");
            (await Store.CreateFromFileAsync("t/data.parquet", file)).ShouldBeTrue();
            File.Exists(file).ShouldBeFalse();

            await File.WriteAllTextAsync(file, "other rows");
            (await Store.CreateFromFileAsync("t/data.parquet", file)).ShouldBeFalse();
            File.Exists(file).ShouldBeTrue();
            Text(await Store.ReadAsync("t/data.parquet")).ShouldBe("rows");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_local_path_holds_the_bytes()
    {
        await Store.CreateAsync("t/x.bin", Bytes("content"));
        (await File.ReadAllTextAsync(await Store.LocalPathAsync("t/x.bin"))).ShouldBe("content");
        (await Store.LocalPathAsync("t/x.bin")).ShouldBe(await Store.LocalPathAsync("t/x.bin"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("a/../../etc/passwd")]
    [InlineData("a/./b")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    [InlineData("ä")]
    [InlineData("a\0b")]
    [InlineData(".tarn-tmp/x")]
    [InlineData(".TARN-tmp")]
    public async Task A_key_that_breaks_the_rule_is_refused_everywhere(string key)
    {
        await Should.ThrowAsync<ArgumentException>(async () => await Store.CreateAsync(key, Bytes("x")));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.CreateFromFileAsync(key, Environment.ProcessPath!));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.ReadAsync(key));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.ReadRangeAsync(key, 0, 1));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.SizeAsync(key));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.LocalPathAsync(key));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.DeleteAsync(key));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("../")]
    [InlineData("a//")]
    [InlineData("a/../b")]
    [InlineData(".tarn-tmp/")]
    public async Task A_prefix_that_no_key_has_is_refused(string prefix) =>
        await Should.ThrowAsync<ArgumentException>(() => KeysAsync(prefix));

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Should.ThrowAsync<OperationCanceledException>(() => Store.CreateAsync("c", Bytes("x"), cancelled));
        (await Store.SizeAsync("c")).ShouldBeNull();
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    protected async Task<List<string>> KeysAsync(string prefix, string? from = null) =>
        await Store.ListAsync(prefix, from).Select(entry => entry.Key).ToListAsync();
}
