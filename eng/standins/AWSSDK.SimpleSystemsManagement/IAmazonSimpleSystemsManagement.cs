using Amazon.Runtime;
using Amazon.SimpleSystemsManagement.Model;

namespace Amazon.SimpleSystemsManagement;

/// <summary>AWS Systems Manager; here its Parameter Store.</summary>
public partial interface IAmazonSimpleSystemsManagement : IAmazonService, IDisposable
{
    /// <summary>Reads one parameter. A SecureString is decrypted only if the request asks for it.</summary>
    /// <exception cref="ParameterNotFoundException">There is no such parameter.</exception>
    /// <exception cref="ParameterVersionNotFoundException">The parameter has no such version or label.</exception>
    /// <exception cref="InvalidKeyIdException">The key that encrypts the parameter cannot be used.</exception>
    /// <exception cref="InternalServerErrorException">An error occurred on the server side.</exception>
    /// <exception cref="AmazonSimpleSystemsManagementException">Any other error, for example denied access.</exception>
    Task<GetParameterResponse> GetParameterAsync(
        GetParameterRequest request, CancellationToken cancellationToken = default);

    /// <summary>Creates a parameter, or overwrites it if the request asks for it.</summary>
    /// <exception cref="ParameterAlreadyExistsException">
    /// The parameter exists, and the request does not ask to overwrite it.
    /// </exception>
    /// <exception cref="TooManyUpdatesException">There are concurrent updates of the parameter.</exception>
    /// <exception cref="InvalidKeyIdException">The key that is to encrypt the parameter cannot be used.</exception>
    /// <exception cref="InternalServerErrorException">An error occurred on the server side.</exception>
    Task<PutParameterResponse> PutParameterAsync(
        PutParameterRequest request, CancellationToken cancellationToken = default);

    /// <inheritdoc />
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSimpleSystemsManagementConfig();

    /// <inheritdoc />
    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig)
    {
        if (clientConfig is not AmazonSimpleSystemsManagementConfig config)
        {
            throw new AmazonClientException("ClientConfig is not of type AmazonSimpleSystemsManagementConfig");
        }

        return awsCredentials is null
            ? new AmazonSimpleSystemsManagementClient(config)
            : new AmazonSimpleSystemsManagementClient(awsCredentials, config);
    }
}
