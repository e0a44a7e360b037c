using Tarn.Project;
using Tarn.Sources.Files;

namespace Tarn.Core.Tests.Sources.Files;

public sealed class FileSourceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tarn-files-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Files_come_sorted_with_their_length_and_digest()
    {
        Write("in/b.csv", "two");
        Write("in/Z.csv", "upper");
        Write("in/a/deep.csv", "one");
        Write("in/c.json", "{}");
        Directory.CreateSymbolicLink(Path.Combine(_root, "in", "loop"), _root);
        var found = FileSource.Find("files.orders", Declared("in/**/*.csv"), _root);
        found.Select(f => f.Name).ShouldBe(["in/Z.csv", "in/a/deep.csv", "in/b.csv"]);
        found[2].Bytes.ShouldBe(3);
        (await found[2].DigestAsync()).ShouldBe("xxh64:c3d9ab4fecf4448b");
    }

    [Fact]
    public void An_absolute_pattern_is_followed()
    {
        Write("x/a.csv", "1");
        FileSource.Find("files.orders", Declared(_root.Replace('\\', '/') + "/x/*"), "/nowhere").ShouldHaveSingleItem().Path.ShouldBe(Path.Combine(_root, "x", "a.csv"));
    }

    [Theory]
    [InlineData("none/*.csv", "source.no-files")]
    [InlineData("{a", "source.bad-glob")]
    public void What_finds_nothing_says_so(string glob, string code) =>
        Should.Throw<TarnException>(() => FileSource.Find("files.orders", Declared(glob), _root)).Code().ShouldBe(code);

    private static ResourceFetch.Files Declared(string glob) => new() { Glob = glob, Format = new FileFormat.JsonLines() };

    private void Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
