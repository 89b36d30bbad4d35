using System.Net;
using System.Text;
using Functions.Extract;

namespace Tests.Functions.Extract;

/// <summary>
/// Between the extract and the sandbox: answers some requests itself, each as often as told, and notes all of them.
/// </summary>
internal sealed class Interference : DelegatingHandler
{
    private readonly List<Rule> _rules = [];
    private long _received;

    public Interference()
    {
        Transport.PlaintextStreamFilter = (connection, _) => ValueTask.FromResult<Stream>(
            new CountedStream(connection.PlaintextStream, read => Interlocked.Add(ref _received, read)));
        InnerHandler = Transport;
    }

    /// <summary>The product's own.</summary>
    public SocketsHttpHandler Transport { get; } = SpotifyTransport.Create();

    /// <summary>The bytes that came over all connections, and were read.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Path and query of each request, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What authorized each request that was, in order: scheme and parameter.</summary>
    public List<string> Authorizations { get; } = [];

    /// <summary>The first <paramref name="times"/> requests whose address holds the text get another answer.</summary>
    public void On(
        string text,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer,
        int times = int.MaxValue) =>
        _rules.Add(new Rule(text, answer) { Left = times });

    public void On(
        string text, int status, string body = "", string? retryAfter = null, int times = int.MaxValue) =>
        On(text, (_, _) => Task.FromResult(Answer(status, body, retryAfter)), times);

    /// <summary>Runs before requests whose address holds the text reach the sandbox.</summary>
    public void Before(string text, Action action, int times = int.MaxValue) => On(
        text,
        (request, cancellationToken) =>
        {
            action();
            return base.SendAsync(request, cancellationToken);
        },
        times);

    public static HttpResponseMessage Answer(int status, string body, string? retryAfter = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Rule? rule;
        lock (_rules)
        {
            var address = request.RequestUri!.PathAndQuery;
            Requests.Add(address);
            if (request.Headers.Authorization is { } authorization)
            {
                Authorizations.Add(authorization.ToString());
            }

            rule = _rules.FirstOrDefault(
                rule => rule.Left > 0 && address.Contains(rule.Text, StringComparison.Ordinal));
            if (rule is not null)
            {
                rule.Left--;
            }
        }

        return rule is null
            ? base.SendAsync(request, cancellationToken)
            : rule.Answer(request, cancellationToken);
    }

    private sealed record Rule(
        string Text, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer)
    {
        public int Left { get; set; }
    }
}
