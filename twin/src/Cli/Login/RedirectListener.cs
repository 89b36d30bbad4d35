using System.Buffers.Text;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Twin.Aws.Hosting;

namespace Twin.Cli.Login;

/// <summary>The HTTP server on this machine that sends the browser to the consent page, and receives it after
/// that.</summary>
internal sealed class RedirectListener : IAsyncDisposable
{
    private const string Path = "/callback";
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(2);

    // Only who sees the opened browser's arguments knows it: without a browser, nobody.
    private readonly string _page = "/" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    private readonly TaskCompletionSource<IQueryCollection> _redirected =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private LoopbackServer? _server;
    private volatile AuthorizationRequest? _request;
    private volatile int _mismatchedStates;
    private int _wasOpened;

    private RedirectListener(TimeProvider time) => _time = time;

    /// <summary>The redirect URI: <c>http://127.0.0.1:port/callback</c>.</summary>
    public Uri RedirectUri => new(_server!.Endpoint, Path);

    /// <summary>The page that sends the first browser to the consent page. Other users see the arguments of a process,
    /// so the page's address has neither the state nor the challenge.</summary>
    public Uri Page => new(_server!.Endpoint, _page);

    /// <summary>The number of requests with another <c>state</c>: any page in the browser can send one.</summary>
    public int MismatchedStates => _mismatchedStates;

    public static async Task<RedirectListener> StartAsync(
        int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var listener = new RedirectListener(time);
        try
        {
            listener._server = await LoopbackServer.StartAsync(listener.AnswerAsync, cancellationToken, port);
            return listener;
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            throw new InputException(
                $"Nothing can listen on port {port} of 127.0.0.1: {refused.Message}\n"
                + "End what uses it, or choose another one with --port; "
                + "http://127.0.0.1:PORT/callback must then be among the app's redirect URIs.",
                refused);
        }
    }

    /// <summary>Sets the only request whose answer is accepted from now on.</summary>
    public void Expect(AuthorizationRequest request) => _request = request;

    /// <exception cref="TimeoutException">No answer to this request came in time.</exception>
    public async Task<string> WaitForCodeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var back = await _redirected.Task.WaitAsync(patience, _time, cancellationToken);
        return (back["error"].ToString(), back["code"].ToString()) switch
        {
            ("access_denied", _) => throw new RunFailedException(
                "The user did not agree: access_denied. Nothing was stored."),
            ({ Length: > 0 } error, _) => throw new RunFailedException(
                $"Spotify sent the browser back without a code: {AccountsService.Line(error)}. Log in again."),
            (_, { Length: > 0 } code) => code,
            _ => throw new RunFailedException("Spotify sent the browser back without a code. Log in again."),
        };
    }

    public async ValueTask DisposeAsync()
    {
        // The browser has not received its page yet.
        using var late = new CancellationTokenSource(TimeToAnswer, _time);
        await _server!.StopAsync(late.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == _page && _request is { } expected)
        {
            await ForwardAsync(context, expected);
            return;
        }

        // A browser also asks for an icon.
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Path != Path)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Connection = "close";
        var query = context.Request.Query;

        // This check comes first: anybody may have sent the request, so no part of it is trusted or repeated before.
        if (!Answers(query))
        {
            Interlocked.Increment(ref _mismatchedStates);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(
                "<!doctype html><title>SpotifyStack</title><p>This does not answer the login that waits in the "
                + "terminal. Open the address that it shows.",
                context.RequestAborted);
            return;
        }

        context.Response.OnCompleted(() =>
        {
            _redirected.TrySetResult(query);
            return Task.CompletedTask;
        });
        await context.Response.WriteAsync(
            "<!doctype html><title>SpotifyStack</title><p>Close this page and go back to the terminal.",
            context.RequestAborted);
    }

    // Another user of this machine may be the first: then the browser of this one tells of it.
    private Task ForwardAsync(HttpContext context, AuthorizationRequest request)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (Interlocked.Exchange(ref _wasOpened, 1) == 0)
        {
            context.Response.Redirect(request.Address.AbsoluteUri);
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.StatusCode = StatusCodes.Status410Gone;
        return context.Response.WriteAsync(
            "<!doctype html><title>SpotifyStack</title><p>This page was opened before. If you did not do that, press "
            + "Ctrl+C in the terminal, and log in again. If you did, open the address that the terminal shows.",
            context.RequestAborted);
    }

    private bool Answers(IQueryCollection query) =>
        _request is { } request
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(query["state"].ToString()), Encoding.UTF8.GetBytes(request.State));
}
