using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tests.Functions.Extract;

/// <summary>A server on this machine with given answers. It notes the requests.</summary>
internal sealed class NotedServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<HttpContext, Task> _answer;
    private readonly WebApplication _application;

    private NotedServer(Func<HttpContext, Task> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>The address <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address => new(_application.Urls.Single());

    public Uri ForeignAddress => new UriBuilder(Address) { Host = "localhost" }.Uri;

    public static async Task<NotedServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var server = new NotedServer(answer);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

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
