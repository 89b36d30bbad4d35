using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>A request to the service.</summary>
public partial class AmazonSimpleSystemsManagementRequest : AmazonWebServiceRequest
{
}
