import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers } from '../../common/http/index.js';
import { AssignmentsService } from './assignments.service.js';
import { AssignmentCounts, EndedAssignments, EndedCount, NewAssignments } from './dto/assignments.dto.js';

@ApiTags('doors')
@Controller('doors/assignments')
export class AssignmentsController {
  constructor(private readonly assignments: AssignmentsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.AssignmentManage)
  @Answers(AssignmentCounts)
  assign(@CurrentActor() actor: Actor, @Body() body: NewAssignments): Promise<AssignmentCounts> {
    return this.assignments.assign(actor, body);
  }

  @Post('end')
  @HttpCode(200)
  @RequirePermission(Permission.AssignmentManage)
  @Answers(EndedCount)
  end(@CurrentActor() actor: Actor, @Body() body: EndedAssignments): Promise<EndedCount> {
    return this.assignments.end(actor, body);
  }
}
