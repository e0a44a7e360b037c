using System.Text;
using Tarn.Storage.Local;
using Tarn.Storage.References;

namespace Tarn.Storage.Tests.Local;

public sealed class LocalCrashTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tarn-crash-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_writer_killed_at_any_moment_leaves_no_torn_object_and_no_gap()
    {
        var random = new Random(11);
        for (var round = 0; round < 12; round++)
        {
            using var racer = Racer.Start(_folder.FullName, $"round-{round}", 1_000_000, 20_000);
            (await racer.StandardOutput.ReadLineAsync()).ShouldBe("ready");
            await Task.Delay(random.Next(5, 120));
            racer.Kill();
            await racer.WaitForExitAsync();
            await EverythingIsWholeAsync();
        }
        var store = new LocalObjectStore(_folder.FullName);
        await store.RemoveLeftoversAsync(DateTimeOffset.UtcNow.AddMinutes(1));
        Directory.GetFiles(Path.Join(_folder.FullName, ".tarn-tmp")).ShouldBeEmpty();
        await EverythingIsWholeAsync();
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_with_its_place_and_leaves_nothing_half_visible()
    {
        var script = $"mount -t tmpfs -o size=1m,nr_inodes=100 tmpfs '{_folder.FullName}' && cd '{_folder.FullName}' || exit 99; "
            + $"'{Racer.Dotnet}' exec '{Racer.Dll}' '{_folder.FullName}' full 100 200000; echo \"exit $?\"; "
            + "find . -type f -size -195k; find .tarn-tmp -type f";
        using var shell = Racer.Run("unshare", "--mount", "--map-root-user", "sh", "-c", script);
        var errors = await shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.SkipWhen(shell.ExitCode != 0 && !output.Contains("exit", StringComparison.Ordinal), "this machine lets nobody mount a small disk");

        errors.ShouldContain("IOException");
        errors.ShouldContain("No space left on device");
        errors.ShouldContain(_folder.FullName);
        output.ShouldContain("exit ");
        output.Trim().Split('\n').Where(line => line != "ready").ShouldHaveSingleItem().ShouldStartWith("exit ");
    }

    private async Task EverythingIsWholeAsync()
    {
        var store = new LocalObjectStore(_folder.FullName);
        var numbers = new List<long>();
        await foreach (var entry in store.ListAsync(""))
        {
            Encoding.UTF8.GetString(await store.ReadAsync(entry.Key)).ShouldEndWith(" end");
            if (ReferenceSeries.NumberOf(entry.Key) is { } number)
                numbers.Add(number);
        }
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count).Select(number => (long)number).Reverse());
    }
}
