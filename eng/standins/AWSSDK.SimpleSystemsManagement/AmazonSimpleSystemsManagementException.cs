using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement;

/// <summary>An error of the service; <see cref="AmazonServiceException.ErrorCode" /> names the reason.</summary>
public partial class AmazonSimpleSystemsManagementException : AmazonServiceException
{
    /// <summary>Makes the exception.</summary>
    public AmazonSimpleSystemsManagementException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception from the service's answer and the inner exception.</summary>
    public AmazonSimpleSystemsManagementException(
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
