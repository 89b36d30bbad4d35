using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Internal;

/// <summary>The defaults that AWS_DEFAULTS_MODE chooses from: the timeout of a connection, and the retries.</summary>
internal static class DefaultConfigurations
{
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(1_100);
    private static readonly TimeSpan Anywhere = TimeSpan.FromMilliseconds(3_100);
    private static readonly TimeSpan OverTheAir = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<IDefaultConfiguration> All { get; } =
    [
        Of(DefaultConfigurationMode.Standard, Anywhere),
        Of(DefaultConfigurationMode.InRegion, Near),
        Of(DefaultConfigurationMode.CrossRegion, Anywhere),
        Of(DefaultConfigurationMode.Mobile, OverTheAir),
        Of(DefaultConfigurationMode.Auto, Near),
    ];

    private static DefaultConfiguration Of(DefaultConfigurationMode mode, TimeSpan connect) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = connect,
        TlsNegotiationTimeout = connect,
    };
}
