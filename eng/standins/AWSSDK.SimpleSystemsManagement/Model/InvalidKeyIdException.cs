using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>The key that encrypts the parameter cannot be used.</summary>
public partial class InvalidKeyIdException : AmazonSimpleSystemsManagementException
{
    /// <summary>Makes the exception from the service's answer and the inner exception.</summary>
    public InvalidKeyIdException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
