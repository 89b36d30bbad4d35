namespace Twin.Aws.Hosting;

/// <summary>The addresses of the twin's services, by the environment variables that AWS's SDKs read.</summary>
public sealed class ServiceEndpoints
{
    private readonly ConcurrentDictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <summary>The addresses so far: <c>AWS_ENDPOINT_URL_S3</c> and the like.</summary>
    public IReadOnlyDictionary<string, string> Variables => _addresses;

    /// <param name="service">The end of the variable's name, for example <c>S3</c>.</param>
    public void Add(string service, Uri address) =>
        _addresses[$"AWS_ENDPOINT_URL_{service}"] = address.AbsoluteUri.TrimEnd('/');
}
