using System.Diagnostics;

namespace Tarn.Storage.Tests.Local;

/// <summary>Starts the program tests/Tarn.Storage.Racer, which lies beside the tests.</summary>
internal static class Racer
{
    public static string Dll { get; } = Path.Join(AppContext.BaseDirectory, "Tarn.Storage.Racer.dll");

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static Process Start(string folder, string name, int moves, int bytes) =>
        Run(Dotnet, "exec", Dll, folder, name, $"{moves}", $"{bytes}");

    public static Process Run(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
