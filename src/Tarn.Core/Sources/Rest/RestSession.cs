using Polly;
using Polly.Retry;
using Tarn.Project;

namespace Tarn.Sources.Rest;

/// <summary>Gets one whole JSON answer after the other from a server: paced, with credentials, tried again when a failure may pass.</summary>
internal sealed class RestSession
{
    private const int RedirectsMax = 5;

    private readonly ResourceFetch.Rest _rest;
    private readonly RestTransport _transport;
    private readonly RestFaults _faults;
    private readonly RestCredentials _credentials;
    private readonly RequestPace _pace;
    private readonly ResiliencePipeline<Attempt> _retry;

    public RestSession(ResourceFetch.Rest rest, RestTransport transport, RestFaults faults)
    {
        (_rest, _transport, _faults) = (rest, transport, faults);
        var tokens = rest.Connection.Auth is RestAuth.ClientCredentials client ? new OAuthTokens(client, transport, faults) : null;
        _credentials = new RestCredentials(rest.Connection, tokens);
        _pace = new RequestPace(rest.Connection.RequestsPerSecond, transport.Time);
        _retry = RetryOf(rest.Connection.Retry, transport);
    }

    /// <summary>The answer of an address.</summary>
    /// <exception cref="TarnException">It was refused, or the attempts are used up.</exception>
    public async Task<RestAnswer> GetAsync(Uri address, CancellationToken cancel)
    {
        var attempts = 0;
        var last = await _retry.ExecuteAsync(
            async token =>
            {
                attempts++;
                await _pace.WaitAsync(token).ConfigureAwait(false);
                return await TryAsync(address, token).ConfigureAwait(false);
            },
            cancel).ConfigureAwait(false);
        return last switch
        {
            Attempt.Success success => success.Answer,
            Attempt.Setback setback => throw _faults.Exhausted(address, setback, attempts),
            _ => throw new InvalidOperationException($"Unknown attempt {last}."),
        };
    }

    private static ResiliencePipeline<Attempt> RetryOf(RestRetry retry, RestTransport transport)
    {
        var builder = new ResiliencePipelineBuilder<Attempt> { TimeProvider = transport.Time };
        if (retry.Attempts > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = retry.Attempts,
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Result is Attempt.Setback),
                DelayGenerator = outcome => ValueTask.FromResult<TimeSpan?>(
                    (outcome.Outcome.Result as Attempt.Setback)?.Asked
                    ?? RetryWait.Backoff(outcome.AttemptNumber, retry.Backoff, retry.BackoffMax, transport.Chance)),
            });
        }
        return builder.Build();
    }

    /// <summary>One attempt, bounded in time, its body included. What the connection does wrong is a setback.</summary>
    private async Task<Attempt> TryAsync(Uri address, CancellationToken cancel)
    {
        var timeout = _rest.Connection.Timeout;
        using var late = new CancellationTokenSource(timeout, _transport.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            return await AskAsync(address, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!cancel.IsCancellationRequested)
        {
            return new Attempt.Setback($"gave no whole answer within {timeout.TotalSeconds:0.#} s") { Cause = fault };
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return new Attempt.Setback($"could not be reached ({fault.Message.TrimEnd('.')})") { Cause = fault };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new Attempt.Setback($"broke off ({(fault.InnerException as IOException ?? fault).Message.TrimEnd('.')})") { Cause = fault };
        }
        catch (InvalidDataException fault)
        {
            return new Attempt.Setback($"sent a broken body ({fault.Message})") { Cause = fault };
        }
    }

    /// <summary>Sends, follows redirects on the same server, and once gets a new token when the old one is not taken.</summary>
    private async Task<Attempt> AskAsync(Uri address, CancellationToken cancel)
    {
        var (at, renewed) = (address, false);
        for (var redirects = 0; redirects <= RedirectsMax;)
        {
            using var response = await SendAsync(at, cancel).ConfigureAwait(false);
            if (response.StatusCode is System.Net.HttpStatusCode.Unauthorized && !renewed && _credentials.Renew())
            {
                renewed = true;
                continue;
            }
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return await JudgeAsync(at, response, cancel).ConfigureAwait(false);
            var target = new Uri(at, location);
            if (!RestAddress.SameServer(at, target))
                throw _faults.ForeignHost(at, target);
            at = target;
            redirects++;
        }
        throw _faults.Repeated(address, $"The vendor redirects more than {RedirectsMax} times");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(new HttpMethod(_rest.Method), _credentials.Address(address));
        await _credentials.ApplyAsync(request, cancel).ConfigureAwait(false);
        AddUnlessDeclared(request, "Accept", "application/json");
        AddUnlessDeclared(request, "User-Agent", "tarn/0.1");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        return await _transport.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
    }

    private async Task<Attempt> JudgeAsync(Uri address, HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await PageBody.ReadAsync(response.Content, cancel).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (status is 202 or 408 or 425 or 429 or >= 500)
            return new Attempt.Setback($"answered {status}", PageBody.Excerpt(body), RetryWait.Asked(response.Headers, _transport.Time.GetUtcNow()));
        if (status is 401 or 403)
            throw _faults.Unauthorized(address, status, PageBody.Excerpt(body));
        if (status is < 200 or >= 300)
            throw _faults.Refused(address, status, PageBody.Excerpt(body));
        if (status != 204 && PageBody.JsonFault(body) is { } fault)
            return new Attempt.Setback($"answered {status} with what is not JSON ({fault})", PageBody.Excerpt(body)) { NotJson = true };
        return new Attempt.Success(RestAnswer.Of(address, response, body));
    }

    private static void AddUnlessDeclared(HttpRequestMessage request, string name, string value)
    {
        if (!request.Headers.NonValidated.Contains(name))
            request.Headers.TryAddWithoutValidation(name, value);
    }
}
