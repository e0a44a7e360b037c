using System.Collections.Concurrent;
using System.Globalization;

namespace Tarn.DuckDb.Native;

/// <summary>
/// Exceptions of C# code that DuckDB called. Only text crosses, so a number in it leads back to the exception when the error
/// comes up on the other side. An error that never comes up is forgotten once so many others followed.
/// </summary>
internal sealed class CallbackFailures
{
    private const int Kept = 256;
    private const string Open = " [tarn:";

    private readonly ConcurrentDictionary<long, Exception> _failures = new();
    private long _last;

    /// <summary>Keeps the exception and gives the text to hand to DuckDB.</summary>
    public string Add(Exception failure)
    {
        var number = Interlocked.Increment(ref _last);
        _failures[number] = failure;
        _failures.TryRemove(number - Kept, out _);
        return string.Create(CultureInfo.InvariantCulture, $"{failure.GetType().Name}: {failure.Message}{Open}{number}]").Replace('\0', ' ');
    }

    /// <summary>The message without its number, and the exception that it led to.</summary>
    public (string Message, Exception? Cause) Take(string message)
    {
        var open = message.LastIndexOf(Open, StringComparison.Ordinal);
        var close = open < 0 ? -1 : message.IndexOf(']', open);
        if (close < 0 || !long.TryParse(message.AsSpan(open + Open.Length, close - open - Open.Length), CultureInfo.InvariantCulture, out var number))
            return (message, null);
        return _failures.TryRemove(number, out var cause) ? (message.Remove(open, close - open + 1), cause) : (message, null);
    }
}
