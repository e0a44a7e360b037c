using System.Runtime.InteropServices;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Host;

/// <summary>
/// Ctrl-C and SIGTERM. The first asks the work to stop and gives it <see cref="Patience"/>; the second ends the process at once. Nothing is
/// lost either way: what is not committed was never there.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>The program promises to end within two seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.6);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private ITimer? _last;
    private int _count;

    public Interruption(Terminal terminal, TimeProvider time)
    {
        (_terminal, _time) = (terminal, time);
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _signals.ForEach(s => s.Dispose());
        _last?.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
            Leave();
        _last = _time.CreateTimer(_ => Leave(), state: null, Patience, Timeout.InfiniteTimeSpan);
        if (_terminal.ErrorIsScreen)
            _terminal.Error.WriteLine("\nstopping; Ctrl-C once more ends at once");
        _source.Cancel();
    }

    private void Leave()
    {
        const string showCursor = "\e[?25h";
        if (_terminal.ErrorIsScreen)
            _terminal.Error.Write(showCursor);
        Environment.Exit(ExitCodes.Interrupted);
    }
}
