using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Twin.Aws.Hosting;

namespace Tests.Functions.Extract;

/// <summary>A server on this machine with given answers. It notes the requests.</summary>
internal sealed class NotedServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<HttpContext, Task> _answer;
    private LoopbackServer? _server;

    private NotedServer(Func<HttpContext, Task> answer) => _answer = answer;

    /// <summary>The method, path and query of each request.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>The address <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address => _server!.Endpoint;

    /// <summary>The same server's address with another host.</summary>
    public Uri ForeignAddress => new UriBuilder(Address) { Host = "localhost" }.Uri;

    public static async Task<NotedServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var server = new NotedServer(answer);
        server._server = await LoopbackServer.StartAsync(server.AnswerAsync, TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue(
            $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        context.Response.ContentType = "application/json";
        try
        {
            await _answer(context);
        }
        catch (OperationCanceledException)
        {
            // Who asked has gone.
        }
    }
}
