using System.Globalization;
using System.Text.Json;

namespace Tarn.Bench.Reports;

/// <summary>Reports as people and as programs read them.</summary>
internal static class ReportText
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>One JSON array.</summary>
    public static string Json(IReadOnlyList<CaseReport> reports) => JsonSerializer.Serialize(reports, _json);

    /// <summary>Aligned lines.</summary>
    public static string Plain(CaseReport report)
    {
        var width = report.Figures.Max(f => f.Name.Length);
        List<string> lines =
        [
            $"{report.Case}  {report.Work}",
            $"  {"".PadRight(width)}  {"median",10}  {"min",10}  {"max",10}",
            .. report.Figures.Select(f => $"  {f.Name.PadRight(width)}  {Number(f.Median),10}  {Number(f.Min),10}  {Number(f.Max),10}  {f.Unit}"),
            .. report.Bars.Select(b => $"  bar      {b.What} at most {Number(b.AtMost)}: {Number(b.Measured)}, {(b.IsMet ? "met" : "MISSED")}"),
            $"  checked  {report.Checked}",
            .. report.Notes.Select(n => $"  note     {n}"),
            $"  load     {report.LoadBefore:0.0} before, {report.LoadAfter:0.0} after (this case included)",
        ];
        return string.Join(Environment.NewLine, lines) + Environment.NewLine;
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) switch { >= 1000 => "#,##0", >= 100 => "0.0", >= 1 => "0.00", _ => "0.000" }, CultureInfo.InvariantCulture);
}
