using System.Runtime.CompilerServices;

namespace Tarn.Core.Tests.Sources;

/// <summary>Real input beside the repository, in ../shared/data. A test that needs it is skipped where it is absent.</summary>
internal static class SharedData
{
    public static string Path(string relative, [CallerFilePath] string here = "")
    {
        var root = Directory.GetParent(here);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "Tarn.slnx")))
            root = root.Parent;
        var path = System.IO.Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", relative);
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Skip($"{relative} is not there: the folder ../shared/data beside the repository holds it.");
        return path;
    }
}
