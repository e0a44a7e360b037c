using Tarn.Project;
using Tarn.Project.Loading;

namespace Tarn.Core.Tests.Project;

/// <summary>A project's folder that lives as long as the test.</summary>
internal sealed class ScratchProject : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tarn-project-").FullName;

    /// <summary>A project with the least that is one.</summary>
    public static ScratchProject Named(string name) => new ScratchProject().With("tarn.yml", $"name: {name}\n");

    public ScratchProject With(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public LakeProject Load(ProjectLoadOptions? options = null) => ProjectLoader.Load(Root, options ?? new ProjectLoadOptions());

    /// <summary>The problems of a load that must fail, a line each.</summary>
    public string Problems(ProjectLoadOptions? options = null)
    {
        var fault = Should.Throw<TarnException>(() => Load(options));
        fault.Kind.ShouldBe(FailureKind.Invalid);
        return string.Join("\n", fault.Problems).Replace(Root, "ROOT", StringComparison.Ordinal) + "\n";
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
