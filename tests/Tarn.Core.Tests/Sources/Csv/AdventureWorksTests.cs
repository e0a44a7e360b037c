using System.Diagnostics;
using System.Text;
using Tarn.Sources.Csv;

namespace Tarn.Core.Tests.Sources.Csv;

/// <summary>All AdventureWorks files come apart as Python's csv module takes them apart, quoted newlines included.</summary>
public sealed class AdventureWorksTests
{
    private const string Script = """
        import csv, glob, hashlib, os, sys
        csv.field_size_limit(1 << 30)
        for path in sorted(glob.glob(os.path.join(sys.argv[1], '*.csv'))):
            rows = [r for r in csv.reader(open(path, encoding='utf-8-sig', newline=''), strict=True) if r][1:]
            text = '\x1e'.join('\x1f'.join(r) for r in rows)
            print(os.path.basename(path), len(rows), hashlib.sha256(text.encode()).hexdigest())
        """;

    [Fact]
    public void Every_file_has_the_rows_and_fields_that_python_finds()
    {
        var folder = SharedData.Path("adventureworks");
        var expected = Python(folder);
        var found = Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(Summary);
        string.Join('\n', found).ShouldBe(expected);
    }

    private static string Summary(string path)
    {
        using var reader = CsvReader.Open(path);
        var rows = CsvReading.Rows(reader);
        rows.ShouldAllBe(r => r.Fault == null && r.Fields.Length == reader.Columns.Count);
        var text = string.Join('\x1e', rows.Select(r => string.Join('\x1f', r.Fields.Select(f => f ?? ""))));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{Path.GetFileName(path)} {rows.Count} {hash}";
    }

    private static string Python(string folder)
    {
        if (!File.Exists("/usr/bin/python3"))
            Assert.Skip("/usr/bin/python3 is not there: it is the independent reader.");
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Script, folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return output.TrimEnd();
    }
}
