using System.Buffers;
using System.Text;
using System.Text.Json;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Reports;

/// <summary>Prints rows as they flow.</summary>
internal sealed class AnswerWriter(Terminal terminal, CancellationToken cancel)
{
    /// <summary>A text table takes its widths from so many rows; later rows that are wider stick out, none is cut.</summary>
    private const int MeasuredRows = 1000;

    private const int FlushBytes = 64 * 1024;

    public void Write(AnswerFormat format, IReadOnlyList<QueryColumn> columns, IEnumerable<object?[]> rows)
    {
        switch (format)
        {
            case AnswerFormat.Csv:
                WriteCsv(columns, rows);
                break;
            case AnswerFormat.Json:
                WriteJson(columns, rows, "[", ",\n ", "]\n");
                break;
            case AnswerFormat.JsonLines:
                WriteJson(columns, rows, "", "\n", "\n");
                break;
            default:
                WriteTable(columns, rows);
                break;
        }
        terminal.Out.Flush();
    }

    private void WriteTable(IReadOnlyList<QueryColumn> columns, IEnumerable<object?[]> rows)
    {
        using var flow = rows.GetEnumerator();
        var sheet = AnswerSheet.Of(columns);
        var more = false;
        while (sheet.Rows.Count < MeasuredRows && (more = flow.MoveNext()))
            sheet.Add(AnswerSheet.Cells(flow.Current));
        if (more)
            SheetText.WritePlain(terminal.Out, sheet);
        else
            SheetText.Write(terminal, sheet);
        var widths = sheet.Widths();
        while (more && flow.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            terminal.Out.WriteLine(SheetText.Line(sheet.Columns, AnswerSheet.Cells(flow.Current), widths));
        }
    }

    private void WriteCsv(IReadOnlyList<QueryColumn> columns, IEnumerable<object?[]> rows)
    {
        terminal.Out.Write(string.Join(',', columns.Select(c => ValueText.Csv(c.Name))) + "\r\n");
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            terminal.Out.Write(string.Join(',', row.Select(ValueText.Csv)) + "\r\n");
        }
    }

    private void WriteJson(IReadOnlyList<QueryColumn> columns, IEnumerable<object?[]> rows, string open, string between, string close)
    {
        var names = RowJson.Distinct(columns);
        var buffer = new ArrayBufferWriter<byte>(FlushBytes * 2);
        using var json = new Utf8JsonWriter(buffer, JsonAnswer.Compact);
        var mark = open;
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            Encoding.UTF8.GetBytes(mark, buffer);
            RowJson.Write(json, names, row);
            json.Flush();
            json.Reset();
            mark = between;
            if (buffer.WrittenCount > FlushBytes)
                Send(buffer);
        }
        Encoding.UTF8.GetBytes(mark == open ? open + close.TrimStart('\n') : close, buffer);
        Send(buffer);
    }

    private void Send(ArrayBufferWriter<byte> buffer)
    {
        terminal.BeginAnswer();
        terminal.OutBytes.Write(buffer.WrittenSpan);
        buffer.Clear();
    }
}
