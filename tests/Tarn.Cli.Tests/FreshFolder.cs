namespace Tarn.Cli.Tests;

/// <summary>A folder that is new and goes with the test.</summary>
internal sealed class FreshFolder : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("tarn-test-").FullName;

    public string PathOf(string name) => Path.Combine(Location, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    /// <summary>Replaces text in a file; the text must be there.</summary>
    public void Edit(string name, string from, string to)
    {
        Read(name).ShouldContain(from);
        File.WriteAllText(PathOf(name), Read(name).Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Location, recursive: true);
}
