using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tarn.Runs;

/// <summary>How a step's commit carries the step's record: as properties of the commit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StepReport))]
[JsonSerializable(typeof(RunRequestText))]
internal sealed partial class StepProperties : JsonSerializerContext
{
    public const string Run = "tarn.run";
    public const string Step = "tarn.step";
    private const string Fingerprint = "tarn.step.fingerprint";
    private const string Report = "tarn.step.report";
    private const string Request = "tarn.run.request";

    /// <summary>The properties of a step's commit.</summary>
    public static Dictionary<string, string> Of(RunId run, StepRecord record) => new(StringComparer.Ordinal)
    {
        [Run] = run.Value,
        [Step] = record.Report.Id,
        [Fingerprint] = record.Fingerprint,
        [Report] = JsonSerializer.Serialize(record.Report, Default.StepReport),
    };

    /// <summary>The same for the first step, which also keeps what was asked for.</summary>
    public static Dictionary<string, string> OfOpening(RunId run, StepRecord record, RunRequest request)
    {
        var properties = Of(run, record);
        properties[Request] = JsonSerializer.Serialize(
            new RunRequestText(request.Target.Value, request.Select, request.FullRefresh), Default.RunRequestText);
        return properties;
    }

    /// <summary>The record in a commit's properties; null when the commit is not a step of this run.</summary>
    public static StepRecord? RecordIn(IReadOnlyDictionary<string, string> properties, RunId run, string commit) =>
        properties.GetValueOrDefault(Run) == run.Value && properties.TryGetValue(Report, out var json)
            ? new StepRecord(
                JsonSerializer.Deserialize(json, Default.StepReport)! with { Commit = commit },
                properties.GetValueOrDefault(Fingerprint, ""))
            : null;

    /// <summary>What was asked for, in the properties of a run's first commit; null in any other.</summary>
    public static RunRequest? RequestIn(IReadOnlyDictionary<string, string> properties)
    {
        if (!properties.TryGetValue(Request, out var json))
            return null;
        var text = JsonSerializer.Deserialize(json, Default.RunRequestText)!;
        return new RunRequest { Target = BranchName.Parse(text.Target), Select = text.Select, FullRefresh = text.FullRefresh };
    }
}
