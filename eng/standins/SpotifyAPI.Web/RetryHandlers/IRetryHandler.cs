namespace SpotifyAPI.Web.Http;

/// <summary>Sees each answer before errors are thrown, and may send the request again.</summary>
public interface IRetryHandler
{
    delegate Task<IResponse> RetryFunc(IRequest request, CancellationToken cancel = default);

    Task<IResponse> HandleRetry(
        IRequest request,
        IResponse response,
        RetryFunc retry,
        CancellationToken cancel = default);
}
