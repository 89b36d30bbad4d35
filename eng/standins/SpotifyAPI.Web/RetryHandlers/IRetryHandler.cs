namespace SpotifyAPI.Web.Http;

/// <summary>Called with each response before errors are thrown; may send the request again.</summary>
public interface IRetryHandler
{
    delegate Task<IResponse> RetryFunc(IRequest request, CancellationToken cancel = default);

    Task<IResponse> HandleRetry(
        IRequest request,
        IResponse response,
        RetryFunc retry,
        CancellationToken cancel = default);
}
