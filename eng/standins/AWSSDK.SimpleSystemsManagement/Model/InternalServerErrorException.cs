using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>An error occurred on the server side.</summary>
public partial class InternalServerErrorException : AmazonSimpleSystemsManagementException
{
    /// <summary>Makes the exception from the service's answer and the inner exception.</summary>
    public InternalServerErrorException(
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
