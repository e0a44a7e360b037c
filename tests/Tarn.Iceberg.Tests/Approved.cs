using System.Runtime.CompilerServices;

namespace Tarn.Iceberg.Tests;

/// <summary>Compares a text with the approved one beside the test; TARN_APPROVE=1 renews it.</summary>
internal static class Approved
{
    public static void ShouldBeApproved(this string actual, [CallerFilePath] string test = "", [CallerMemberName] string name = "")
    {
        var path = Path.Join(Path.GetDirectoryName(test), $"{Path.GetFileNameWithoutExtension(test)}.{name}.approved.txt");
        if (Environment.GetEnvironmentVariable("TARN_APPROVE") == "1")
            File.WriteAllText(path, actual);
        File.Exists(path).ShouldBeTrue($"{path} is missing; TARN_APPROVE=1 writes it.");
        actual.ShouldBe(File.ReadAllText(path));
    }
}
