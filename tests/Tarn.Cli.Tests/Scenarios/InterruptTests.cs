using System.Diagnostics;
using System.Text.Json;
using Tarn.Cli.Demo;

namespace Tarn.Cli.Tests.Scenarios;

public sealed class InterruptTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_run_that_is_stopped_ends_within_two_seconds_and_goes_on_later(string signal)
    {
        using var folder = new FreshFolder();
        DemoFolder.Prepare(folder.Location, FreePort.Find());
        string stopped;
        await using (var vendor = new ScriptedVendor(ScriptedVendor.Hangs))
        {
            using var run = TarnProgram.Start(folder.Location, ["run", "--json"], new Dictionary<string, string> { ["OVERDRIVE_URL"] = vendor.Url });
            await vendor.Asked.Task;
            var asked = Stopwatch.GetTimestamp();
            await Signal.SendAsync(run, signal);
            var end = await TarnProgram.EndAsync(run);
            Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(2));
            end.ExitCode.ShouldBe(ExitCodes.Interrupted, end.Whole);
            var report = JsonElement.Parse(end.Out);
            report.GetProperty("status").GetString().ShouldBe("interrupted");
            stopped = report.GetProperty("run_id").GetString()!;
        }
        await using var api = VendorApi.Start(FreePort.Find(), SampleFiles.Library[VendorPages.SampleFile]);
        using var again = TarnProgram.Start(folder.Location, ["run", "--json"], new Dictionary<string, string> { ["OVERDRIVE_URL"] = api.Url });
        var finished = JsonElement.Parse((await TarnProgram.EndAsync(again)).Out);
        finished.GetProperty("status").GetString().ShouldBe("succeeded");
        finished.GetProperty("resumed").GetBoolean().ShouldBeTrue();
        finished.GetProperty("run_id").GetString().ShouldBe(stopped);
    }
}
