namespace Tests.Functions.Extract;

/// <summary>A transport between the extraction and the sandbox. It notes all requests, and answers some
/// itself.</summary>
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

    public SocketsHttpHandler Transport { get; } = SpotifyTransport.Create();

    public long Received => Interlocked.Read(ref _received);

    public List<string> Requests { get; } = [];

    /// <summary>The authorization of each request that has one, in order: scheme and parameter.</summary>
    public List<string> Authorizations { get; } = [];

    /// <summary>Answers the first <paramref name="times"/> requests whose address contains a text.</summary>
    public void On(
        string text,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer,
        int times = int.MaxValue) =>
        _rules.Add(new Rule(text, answer) { Left = times });

    public void On(
        string text, int status, string body = "", string? retryAfter = null, int times = int.MaxValue) =>
        On(text, (_, _) => Task.FromResult(Answer(status, body, retryAfter)), times);

    /// <summary>Runs an action before requests whose address contains a text reach the sandbox.</summary>
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
